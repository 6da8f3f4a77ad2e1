'use client'
import { Box, chakra, Link } from '@chakra-ui/react'
import { type Components, Streamdown } from 'streamdown'

const link: Components['a'] = ({ href, children }) => (
  <Link
    href={href}
    color="accent.fg"
    textDecoration="underline"
    {...(href?.startsWith('/') ? {} : { target: '_blank', rel: 'noreferrer noopener' })}
  >
    {children}
  </Link>
)
// A picture's address could carry words away to a stranger, so it is named, not fetched.
const image: Components['img'] = ({ alt }) => <chakra.span color="fg.muted">[{alt || 'picture'}]</chakra.span>
const code: Components['inlineCode'] = ({ children }) => (
  <chakra.code fontFamily="mono" fontSize="0.92em" bg="bg.muted" borderRadius="sm" px="1">
    {children}
  </chakra.code>
)
const block: Components['code'] = ({ children }) => (
  <chakra.pre fontFamily="mono" fontSize="xs" bg="bg.muted" borderRadius="control" p="4" overflowX="auto" tabIndex={0}>
    <code>{children}</code>
  </chakra.pre>
)
const table: Components['table'] = ({ children }) => (
  <Box overflowX="auto" tabIndex={0} role="region" aria-label="Table">
    <chakra.table
      w="full"
      fontSize="sm"
      css={{ '& th, & td': { textAlign: 'start', px: '2', py: '1', borderBottomWidth: '1px' }, '& th': { fontWeight: 'semibold' } }}
    >
      {children}
    </chakra.table>
  </Box>
)

const strong: Components['strong'] = ({ children }) => <chakra.strong fontWeight="semibold">{children}</chakra.strong>

const components = { strong, a: link, img: image, inlineCode: code, code: block, table } as Components

/** Markdown as text to read; half-written while it streams in. */
export function Markdown({ children, streaming = false }: { children: string; streaming?: boolean }) {
  return (
    <Box
      minW="0"
      overflowWrap="anywhere"
      lineHeight="1.6"
      css={{
        '& > * > * + *': { mt: '2' },
        '& p': { whiteSpace: 'pre-line' },
        '& ul': { listStyleType: 'disc', ps: '5' },
        '& ol': { listStyleType: 'decimal', ps: '5' },
        '& li + li': { mt: '1' },
        '& h1, & h2, & h3, & h4': { fontWeight: 'semibold', mt: '4' },
        '& h1': { fontSize: 'xl' },
        '& h2': { fontSize: 'lg' },
        '& h3': { fontSize: 'md' },
        '& blockquote': { borderStartWidth: '2px', borderColor: 'border.emphasized', ps: '4', color: 'fg.muted' },
        '& hr': { borderColor: 'border', my: '4' },
        '& input[type=checkbox]': { me: '2' },
      }}
    >
      <Streamdown components={components} controls={false} linkSafety={{ enabled: false }} mode={streaming ? 'streaming' : 'static'}>
        {children}
      </Streamdown>
    </Box>
  )
}
