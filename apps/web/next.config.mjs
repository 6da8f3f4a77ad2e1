/** The app is exported to static files (`out/`) that the server hands out; there is no Next server at run time. */
export default {
  output: 'export',
  // `tasks/index.html`, so that any server of files finds it under /tasks and /tasks/.
  trailingSlash: true,
  // Types are checked by `tsc -p apps/web`; Next's own check needs the older compiler's programming interface.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: ['@atom/contracts', '@atom/client'],
  experimental: { optimizePackageImports: ['@atom/contracts', '@chakra-ui/react', 'lucide-react'] },
  allowedDevOrigins: ['127.0.0.1'],
  devIndicators: false,
  reactStrictMode: true,
}
