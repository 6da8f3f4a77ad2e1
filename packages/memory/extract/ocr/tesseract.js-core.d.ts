/** The engine of tesseract.js, as far as it is used here. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  export interface TessBaseAPI {
    /** @param engine 1 for the neural one. @returns 0 when the data of these languages, apart by +, could be used */
    Init(folder: null, languages: string, engine: number): number
    SetVariable(name: string, value: string): boolean
    /** @param orientation as EXIF counts it: 1 upright, 3 upside down, 6 and 8 on a side. @returns 0 when the picture could be read */
    SetImageFile(orientation: number, angle: number): number
    Recognize(monitor: null): number
    /** Levels, places, confidence and text of all that was found, a line each. */
    GetTSVText(): string
    /** 0 to 100. */
    MeanTextConf(): number
    Clear(): void
  }
  interface Core {
    TessBaseAPI: new () => TessBaseAPI
    FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void }
  }
  export default function core(options: { print(line: string): void; printErr(line: string): void }): Promise<Core>
}
