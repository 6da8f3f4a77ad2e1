declare module 'snowball-stemmers' {
  /** @param language in English and lower case, such as `german` */
  function newStemmer(language: string): { stem(word: string): string }
  export default { newStemmer }
}
