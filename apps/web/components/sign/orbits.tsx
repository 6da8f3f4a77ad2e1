import { chakra } from '@chakra-ui/react'

/** The mark, large and faint, behind the sign-in card. */
export function Orbits() {
  return (
    <chakra.svg
      viewBox="0 0 800 800"
      position="absolute"
      inset="0"
      w="full"
      h="full"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
      color="accent.emphasized"
      fill="none"
      opacity="0.7"
    >
      {[120, 210, 300, 390].map((radius, index) => (
        <ellipse
          key={radius}
          cx="400"
          cy="400"
          rx={radius * 1.2}
          ry={radius * 0.55}
          stroke="currentColor"
          strokeWidth="1.5"
          transform={`rotate(${-35 + index * 4} 400 400)`}
        />
      ))}
      <circle cx="690" cy="150" r="9" fill="currentColor" />
      <circle cx="120" cy="590" r="6" fill="currentColor" />
    </chakra.svg>
  )
}
