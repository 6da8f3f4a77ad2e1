/** What is used of a page's tree. The DOM's own types come with all of a browser, in which this never runs. */
export interface PageElement {
  /** 1 for an element, 3 for text. */
  nodeType: number
  localName: string
  textContent: string | null
  childNodes: Iterable<PageElement>
  children: Iterable<PageElement> & ArrayLike<PageElement>
  firstElementChild: PageElement | null
  nextElementSibling: PageElement | null
  parentElement: PageElement | null
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  closest(selector: string): PageElement | null
}

export interface Page {
  documentElement: PageElement
  querySelector(selector: string): PageElement | null
}
