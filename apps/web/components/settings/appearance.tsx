'use client'
import { RadioCard } from '@chakra-ui/react'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { Section } from './section.tsx'

const choices = [
  { value: 'system', label: 'As the system', Sign: Monitor },
  { value: 'light', label: 'Light', Sign: Sun },
  { value: 'dark', label: 'Dark', Sign: Moon },
]

/** Light or dark, kept in this browser. */
export function Appearance() {
  const { theme, setTheme } = useTheme()
  return (
    <Section title="Appearance" say="Kept in this browser.">
      <RadioCard.Root
        size="sm"
        orientation="horizontal"
        value={theme}
        onValueChange={change => setTheme(change.value ?? 'system')}
        maxW="panel"
        display="flex"
        flexDirection={{ base: 'column', sm: 'row' }}
        gap="2"
        aria-label="Appearance"
      >
        {choices.map(({ value, label, Sign }) => (
          <RadioCard.Item key={value} value={value} borderRadius="card">
            <RadioCard.ItemHiddenInput />
            <RadioCard.ItemControl alignItems="center">
              <Sign size={16} aria-hidden />
              <RadioCard.ItemText>{label}</RadioCard.ItemText>
            </RadioCard.ItemControl>
          </RadioCard.Item>
        ))}
      </RadioCard.Root>
    </Section>
  )
}
