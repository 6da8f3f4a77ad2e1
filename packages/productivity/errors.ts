import { defineErrors } from '@atom/kernel'

/** What can be wrong with a task, event, note, contact, reminder or project beyond its single fields. */
export const productivityErrors = defineErrors('productivity', {
  one_of: { status: 400, retry: 'never', say: 'Give either id or filter, and exactly one of them.' },
  no_change: { status: 400, retry: 'never', say: 'Say what should change.' },
  adds_or_replaces: {
    status: 400,
    retry: 'never',
    say: 'Give either {list}, which replaces the whole list, or {adding}, which adds to it, not both.',
  },
  list_full: { status: 400, retry: 'never', say: 'There can be {most} {list} at most. Nothing was added.' },
  date_needs_id: { status: 400, retry: 'never', say: 'A date needs the id of the recurring {noun} it belongs to.' },
  not_recurring: { status: 400, retry: 'never', say: '“{title}” does not repeat, so it has no single dates.' },
  no_occurrence: { status: 404, retry: 'never', say: '“{title}” does not take place on {date}.' },
  following_needs_date: { status: 400, retry: 'never', say: '“This and all following” needs the date of the first of them.' },
  one_has_no_rule: {
    status: 400,
    retry: 'never',
    say: 'A single date of a series has no recurrence of its own. Change it for this and all following, or for the whole series.',
  },
  circle: { status: 400, retry: 'never', say: 'A task cannot be a part of itself.' },
  rule_without_dates: { status: 400, retry: 'never', say: 'This recurrence rule never comes true.' },
  from_after_to: { status: 400, retry: 'never', say: 'The first day, {from}, is after the last one, {to}.' },
  too_many_days: { status: 400, retry: 'never', say: 'These are too many days at once: ask for {most} at most.' },
  recurring_needs_date: {
    status: 400,
    retry: 'never',
    say: '“{title}” repeats, so it always has a date. To end the series, clear its recurrence (rrule) too.',
  },
  note_changed: {
    status: 409,
    retry: 'never',
    say: 'The note has been changed meanwhile. Nothing was overwritten; read it again and put both together.',
  },
  end_before_start: { status: 400, retry: 'never', say: 'It would end before it starts.' },
  mixed_days: { status: 400, retry: 'never', say: 'Start and end must both be days, or both be times.' },
  name_taken: { status: 409, retry: 'never', say: 'There is already a project called “{name}”.' },
  in_the_past: { status: 400, retry: 'never', say: 'That moment is already over.' },
  importer_left: { status: 403, retry: 'never', say: 'Who began this import may not write here any more. What it brought so far stays.' },
  import_ended: { status: 409, retry: 'never', say: 'This import has already ended.' },
  not_icalendar: { status: 400, retry: 'never', nothingDone: true, say: 'That is not an iCalendar text: {reason}' },
})
