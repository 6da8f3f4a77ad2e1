import type { SystemStyleObject } from '@chakra-ui/react'

/** The canvas in the app’s own names for colours. */
export const canvasLook: SystemStyleObject = {
  '--xy-background-color': 'colors.bg.subtle',
  '--xy-background-pattern-color': 'colors.border.emphasized',
  '--xy-edge-stroke': 'colors.border.emphasized',
  '--xy-edge-stroke-selected': 'colors.accent.focusRing',
  '--xy-connectionline-stroke': 'colors.accent.focusRing',
  '--xy-handle-background-color': 'colors.fg.subtle',
  '--xy-handle-border-color': 'colors.bg.panel',
  '--xy-selection-background-color': 'colors.accent.subtle',
  '--xy-selection-border': '1px dashed {colors.accent.border}',
  '--xy-attribution-background-color': 'transparent',
  '--xy-minimap-background-color': 'colors.bg.panel',
  '--xy-minimap-mask-background-color': 'colors.bg.emphasized',
  '--xy-minimap-node-background-color': 'colors.border.emphasized',
  '--xy-controls-button-background-color': 'colors.bg.panel',
  '--xy-controls-button-background-color-hover': 'colors.bg.emphasized',
  '--xy-controls-button-color': 'colors.fg',
  '--xy-controls-button-color-hover': 'colors.fg',
  '--xy-controls-button-border-color': 'colors.border',
  '--xy-controls-box-shadow': 'shadows.raised',
  '& .react-flow__attribution a': { color: 'fg.subtle', fontSize: '2xs' },
  '& .react-flow__node:focus-visible': { outline: '2px solid', outlineColor: 'accent.focusRing', borderRadius: 'card' },
  '& .react-flow__handle': {
    width: '2.5',
    height: '2.5',
    minWidth: '0',
    minHeight: '0',
    borderRadius: 'full',
    borderWidth: '1px',
    borderColor: 'bg.panel',
    bg: 'fg.subtle',
    // A finger or a hurried mouse hits it too.
    _before: { content: '""', position: 'absolute', inset: '-2' },
  },
  // Arrows end here; it is seen while one is drawn.
  '& .react-flow__handle-top': { width: '10', opacity: 0 },
  '& .react-flow__handle.connectingto, & .react-flow__handle-top.connectionindicator:hover': { opacity: 1, bg: 'accent.focusRing' },
  // Seen from far away there is less to paint. What is measured keeps its place.
  '&[data-far] .react-flow__handle, &[data-far] .step-edge-add, &[data-far] .step-edge-name, &[data-far] .open-port, &[data-far] .step-detail':
    {
      visibility: 'hidden',
    },
  '&[data-far] .step-box': { boxShadow: 'none' },
  '& .react-flow__edge-path': { strokeWidth: 1.5 },
  '& .step-edge.taken': { stroke: 'fg.success', strokeWidth: 2 },
  '& .step-edge.missed': { opacity: 0.8, strokeDasharray: '4 4' },
  '& .react-flow__edge:focus-visible .react-flow__edge-path': { stroke: 'accent.focusRing', strokeWidth: 2.5 },
  '& .step-edge-add': {
    cursor: 'pointer',
    '& circle': { fill: 'bg.panel', stroke: 'border.emphasized' },
    '& path': { stroke: 'fg.muted', strokeWidth: 1.5, fill: 'none' },
    '&:hover circle': { fill: 'accent.muted', stroke: 'accent.focusRing' },
    '&:hover path': { stroke: 'accent.fg' },
  },
}
