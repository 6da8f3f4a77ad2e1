import { Input } from '@chakra-ui/react'

/** The address of a server that has models, in a form as `baseUrl`. */
export const AddressInput = ({ placeholder, defaultValue }: { placeholder: string; defaultValue?: string | undefined }) => (
  <Input
    size="sm"
    name="baseUrl"
    type="url"
    // “localhost:9” is an address to a browser, of the scheme “localhost”.
    pattern="https?://.+"
    title="Begins with http:// or https://"
    defaultValue={defaultValue}
    placeholder={placeholder}
    maxLength={500}
  />
)
