'use client'
import { Combobox, createListCollection, Field, Portal, Text } from '@chakra-ui/react'
import { type ReactNode, useMemo, useState } from 'react'
import { describeZone, zoneHas, zones } from '../../lib/zones.ts'

interface Props {
  label: string
  /** IANA name. */
  value: string
  onChange: (zone: string) => void
  help: ReactNode
}

/** More than this is not read to its end; words narrow it. */
const most = 60

/** A time zone, found by its name or by how far it is from UTC. */
export function ZoneField({ label, value, onChange, help }: Props) {
  const [words, setWords] = useState('')
  const all = useMemo(() => zones(value).map(zone => describeZone(zone, new Date())), [value])
  const collection = useMemo(
    () =>
      createListCollection({ items: all.filter(zone => !words || zoneHas(zone, words)).slice(0, most), itemToString: zone => zone.label }),
    [all, words],
  )
  return (
    <Field.Root>
      <Combobox.Root
        size="sm"
        collection={collection}
        value={[value]}
        defaultInputValue={value.replaceAll('_', ' ')}
        onInputValueChange={change => setWords(change.reason === 'input-change' ? change.inputValue.trim() : '')}
        onValueChange={({ value: [zone] }) => zone && zone !== value && onChange(zone)}
        inputBehavior="autohighlight"
        openOnClick
        closeOnSelect
      >
        <Combobox.Label>{label}</Combobox.Label>
        <Combobox.Control>
          <Combobox.Input placeholder="Search a city" onFocus={event => event.currentTarget.select()} />
          <Combobox.IndicatorGroup>
            <Combobox.Trigger aria-label="Show the time zones" />
          </Combobox.IndicatorGroup>
        </Combobox.Control>
        <Portal>
          <Combobox.Positioner>
            <Combobox.Content maxH="72">
              <Combobox.Empty>No such zone. Try a large city near you.</Combobox.Empty>
              {collection.items.map(zone => (
                <Combobox.Item key={zone.value} item={zone}>
                  <Text flex="1" truncate>
                    {zone.label}
                  </Text>
                  <Text color="fg.muted" fontSize="xs" fontVariantNumeric="tabular-nums">
                    {zone.offset}
                  </Text>
                  <Combobox.ItemIndicator />
                </Combobox.Item>
              ))}
            </Combobox.Content>
          </Combobox.Positioner>
        </Portal>
      </Combobox.Root>
      <Field.HelperText>{help}</Field.HelperText>
    </Field.Root>
  )
}
