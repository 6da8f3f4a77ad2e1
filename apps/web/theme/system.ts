import { createSystem, defaultConfig, defineConfig } from '@chakra-ui/react'

const pair = (light: string, dark: string) => ({ value: { _light: light, _dark: dark } })

/**
 * The whole look of ATOM: one family (Inter), one accent, one neutral scale, an 8-point grid. Pages use the names below and
 * Chakra's space tokens, never a colour or a size of their own.
 */
const config = defineConfig({
  theme: {
    tokens: {
      fonts: {
        body: { value: "'Inter Variable', system-ui, sans-serif" },
        heading: { value: "'Inter Variable', system-ui, sans-serif" },
        mono: { value: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace" },
      },
      colors: {
        neutral: {
          0: { value: '#ffffff' },
          25: { value: '#fbfbfc' },
          50: { value: '#f6f6f8' },
          100: { value: '#eeeef1' },
          200: { value: '#e2e2e8' },
          300: { value: '#cfcfd8' },
          400: { value: '#9d9dab' },
          500: { value: '#6d6d7c' },
          600: { value: '#585866' },
          700: { value: '#3b3b46' },
          800: { value: '#26262e' },
          850: { value: '#1e1e25' },
          900: { value: '#17171c' },
          950: { value: '#101014' },
        },
        iris: {
          50: { value: '#f3f2ff' },
          100: { value: '#e8e6ff' },
          200: { value: '#d3cfff' },
          300: { value: '#b3acff' },
          400: { value: '#9389fb' },
          500: { value: '#7468f0' },
          600: { value: '#5d50dd' },
          700: { value: '#4b40bb' },
          800: { value: '#3a3290' },
          900: { value: '#2a2566' },
          950: { value: '#1c1945' },
        },
      },
      sizes: {
        row: { value: '2.5rem' },
        bar: { value: '3.5rem' },
        nav: { value: '15rem' },
        aside: { value: '17rem' },
        panel: { value: '28rem' },
        page: { value: '60rem' },
        prose: { value: '46rem' },
        hour: { value: '3rem' },
      },
      radii: { control: { value: '0.5rem' }, card: { value: '0.75rem' } },
    },
    recipes: {
      // One accent: only the primary button has it, everything else is quiet.
      button: {
        variants: {
          variant: {
            outline: { color: 'fg', borderColor: 'border', _hover: { bg: 'bg.muted' }, _expanded: { bg: 'bg.muted' } },
            ghost: { color: 'fg', _hover: { bg: 'bg.emphasized' }, _expanded: { bg: 'bg.emphasized' } },
            surface: { color: 'fg', bg: 'bg.muted', shadowColor: 'border' },
            plain: { color: 'fg' },
          },
        },
      },
      kbd: { base: { fontFamily: 'body', colorPalette: 'gray' } },
    },
    semanticTokens: {
      radii: { l1: { value: '{radii.sm}' }, l2: { value: '{radii.control}' }, l3: { value: '{radii.card}' } },
      colors: {
        bg: {
          DEFAULT: pair('{colors.neutral.0}', '{colors.neutral.950}'),
          subtle: pair('{colors.neutral.25}', '{colors.neutral.900}'),
          muted: pair('{colors.neutral.50}', '{colors.neutral.850}'),
          emphasized: pair('{colors.neutral.100}', '{colors.neutral.800}'),
          panel: pair('{colors.neutral.0}', '{colors.neutral.900}'),
          inverted: pair('{colors.neutral.900}', '{colors.neutral.100}'),
        },
        fg: {
          DEFAULT: pair('{colors.neutral.900}', '{colors.neutral.100}'),
          muted: pair('{colors.neutral.600}', '#b4b4c0'),
          subtle: pair('{colors.neutral.500}', '#9393a1'),
          inverted: pair('{colors.neutral.50}', '{colors.neutral.900}'),
          error: pair('{colors.red.700}', '{colors.red.400}'),
          warning: pair('{colors.orange.700}', '{colors.orange.300}'),
          success: pair('{colors.green.700}', '{colors.green.400}'),
        },
        border: {
          DEFAULT: pair('{colors.neutral.200}', '#31313b'),
          muted: pair('{colors.neutral.100}', '{colors.neutral.850}'),
          subtle: pair('{colors.neutral.50}', '{colors.neutral.900}'),
          emphasized: pair('{colors.neutral.300}', '{colors.neutral.700}'),
        },
        accent: {
          solid: pair('{colors.iris.600}', '{colors.iris.600}'),
          contrast: pair('#ffffff', '#ffffff'),
          fg: pair('{colors.iris.700}', '{colors.iris.300}'),
          subtle: pair('{colors.iris.50}', '{colors.iris.950}'),
          muted: pair('{colors.iris.100}', '{colors.iris.900}'),
          emphasized: pair('{colors.iris.200}', '{colors.iris.800}'),
          focusRing: pair('{colors.iris.500}', '{colors.iris.400}'),
          border: pair('{colors.iris.300}', '{colors.iris.800}'),
        },
      },
      shadows: {
        raised: pair(
          '0 1px 2px rgb(16 16 20 / 6%), 0 4px 16px rgb(16 16 20 / 6%)',
          '0 1px 2px rgb(0 0 0 / 40%), 0 4px 16px rgb(0 0 0 / 32%)',
        ),
      },
    },
  },
  globalCss: {
    html: { colorPalette: 'accent', bg: 'bg', colorScheme: { _light: 'light', _dark: 'dark' }, fontFeatureSettings: "'cv11', 'ss03'" },
    body: { fontSize: 'sm', lineHeight: '1.5', color: 'fg', bg: 'bg', overflow: 'hidden' },
    '*:focus-visible': { outlineColor: 'accent.focusRing' },
    '*, *::before, *::after': { _motionReduce: { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' } },
  },
})

export const system = createSystem(defaultConfig, config)
