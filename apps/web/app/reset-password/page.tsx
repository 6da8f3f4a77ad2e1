import type { Metadata } from 'next'
import { ResetForm } from '../../components/sign/reset-form.tsx'

export const metadata: Metadata = { title: 'A new password' }

export default function ResetPasswordPage() {
  return <ResetForm />
}
