/** Variables of an environment, each checked as it is read. No message repeats a value. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables of an environment, and collects what is wrong with them instead of throwing. */
export interface Reader {
  readonly problems: readonly string[];
  problem(name: string, message: string): void;
  /** Trimmed; undefined when absent or blank. */
  text(name: string): string | undefined;
  matching(name: string, pattern: RegExp, expected: string): string | undefined;
  integer(name: string, fallback: number, minimum: number, maximum: number): number;
  choice<const T extends readonly string[]>(name: string, choices: T, fallback: T[number]): T[number];
}

export function createReader(environment: Environment): Reader {
  const problems: string[] = [];
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const problem = (name: string, message: string): void => {
    problems.push(`${name} ${message}`);
  };
  return {
    problems,
    problem,
    text,
    matching(name, pattern, expected) {
      const value = text(name);
      if (value !== undefined && !pattern.test(value)) problem(name, `must be ${expected}`);
      return value;
    },
    integer(name, fallback, minimum, maximum) {
      const value = text(name);
      if (value === undefined) return fallback;
      const number = /^-?\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= minimum && number <= maximum) return number;
      problem(name, `must be a whole number from ${minimum} to ${maximum}`);
      return fallback;
    },
    choice(name, choices, fallback) {
      const value = text(name);
      if (value === undefined) return fallback;
      const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
      if (found === undefined) problem(name, `must be one of ${choices.join(", ")}`);
      return found ?? fallback;
    },
  };
}
