/** Says that something said before is to be otherwise. */
export const corrects = (said: string): boolean =>
  /^\s*((hm+|oh|ah|ok|okay|and|sorry|no|wait|well),? )*(actually|no|not|instead|sorry|i mean|i meant|make|have|rather|wrong|due|it's|its|it is|call (?:it|that|this)|tag|set|also|low|high|half|just)\b/i.test(
    said,
  ) ||
  /^\s*(?:(?:ok|okay|then|so|hm+|and|well|say|let's say|rather|fine),? )+(?:at )?\d{1,2}(?::\d\d)? ?(?:am|pm|o'?clock)?[.!]*$/i.test(
    said,
  ) ||
  /\b(instead|rather|better|earlier|later|sooner|by the way|btw|too|as well|enough|not (mon|tues|wednes|thurs|fri|satur|sun)day)\b/i.test(
    said,
  )
