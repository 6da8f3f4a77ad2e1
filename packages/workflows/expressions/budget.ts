import { limits } from './limits.ts'
import { ExpressionProblem } from './problem.ts'
import { Sizes } from './size.ts'

/** What one evaluation by JSONata may still spend. */
export class Budget {
  readonly sizes = new Sizes()
  readonly #stopwatch = new Stopwatch()
  #nodes = 0

  /** To be called after each node. @throws ExpressionProblem when its time is over */
  tick(): void {
    if (++this.#nodes % 64 === 0) this.checkTime()
  }

  checkTime(): void {
    if (this.#stopwatch.isOver()) throw new ExpressionProblem('it takes too long and was stopped')
  }
}

/** Counts the processor's time and not the clock's: a busy machine must not make an expression fail that it has hardly worked on. */
export class Stopwatch {
  readonly #until = milliseconds() + limits.time

  isOver(): boolean {
    return milliseconds() > this.#until
  }
}

const milliseconds = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
