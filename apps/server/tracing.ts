import type { Logger } from '@atom/kernel'
import { serverErrors } from './errors.ts'

/** Milliseconds the last spans have to leave when ATOM stops. */
const farewell = 5000
/** Milliseconds between two lines of the log about a collector that does not take them. */
const between = 60_000
/** Spans that wait for the collector; more are dropped, so one that is away costs no memory. */
const most = 8192

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Sends the spans of runs and steps to a collector, by OTLP over HTTP, where OpenTelemetry's own settings name one: the endpoint, headers,
 * time-out, compression and certificates of OTEL_EXPORTER_OTLP_…, OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES. Nothing is loaded without.
 * The address is the operator's, so it may be a private one.
 * @returns how to send what is left when ATOM stops
 * @throws server.bad_collector
 */
export async function startTracing(env: Environment, log: Logger): Promise<() => Promise<void>> {
  const address = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!address || env.OTEL_SDK_DISABLED === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return async () => {}
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw serverErrors.bad_collector({ address })
  const [{ diag, DiagLogLevel, trace }, { OTLPTraceExporter }, { detectResources, envDetector, resourceFromAttributes }, sdk] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
    ])
  diag.setLogger(nowAndThen(log), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  const batches = new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter(), maxQueueSize: most })
  const { onEnd } = batches
  // What libraries say of themselves stays here: nobody has looked at what is in it.
  batches.onEnd = span => {
    if (span.instrumentationScope.name.startsWith('atom.')) onEnd.call(batches, span)
  }
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': env.OTEL_SERVICE_NAME || 'atom', 'process.pid': process.pid }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [batches],
  })
  trace.setGlobalTracerProvider(provider)
  return async () => {
    const late = new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error(`The collector did not take them within ${farewell / 1000} s.`)), farewell).unref(),
    )
    await Promise.race([provider.shutdown(), late]).catch(error => log.warn({ err: error }, 'the last spans could not be sent'))
  }
}

/** What OpenTelemetry says of itself, in our log; a collector that is away is told of again only after a while. */
function nowAndThen(log: Logger) {
  let last = Number.NEGATIVE_INFINITY
  const warn = (message: string) => {
    if (performance.now() - last < between) return
    last = performance.now()
    log.warn({ telemetry: message.slice(0, 1000) }, 'spans could not be sent to the collector')
  }
  return { error: warn, warn, info() {}, debug() {}, verbose() {} }
}
