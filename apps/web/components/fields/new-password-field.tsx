import { Field, Input, type InputProps } from '@chakra-ui/react'

interface Props extends Pick<InputProps, 'size'> {
  label?: string
  name?: string
  focus?: boolean
}

/** A password that is being chosen. */
export function NewPasswordField({ label = 'Password', name = 'password', focus = false, size = 'md' }: Props) {
  return (
    <Field.Root required>
      <Field.Label>{label}</Field.Label>
      <Input name={name} type="password" minLength={8} maxLength={128} autoComplete="new-password" autoFocus={focus} size={size} />
      <Field.HelperText>At least 8 characters.</Field.HelperText>
    </Field.Root>
  )
}
