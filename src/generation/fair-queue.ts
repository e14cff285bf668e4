/**
 * A queue that takes turns: each principal that waits is served once before any is served again, and first in, first out
 * within one. Every operation takes the same time, however many wait, and nothing is kept of a principal that does not.
 */
import { createLinkedList, type LinkedList, type ListNode } from "./linked-list.js";

/** One that waits. */
export interface Ticket<T> {
  readonly value: T;
}

export interface FairQueue<T> {
  readonly size: number;
  add(principal: string, value: T): Ticket<T>;
  /** Takes out the one whose turn it is; undefined when nobody waits. */
  take(): T | undefined;
  /** Takes out one that waits no longer; says whether it still did. */
  remove(ticket: Ticket<T>): boolean;
}

interface Waiter<T> extends Ticket<T> {
  readonly line: Line<T>;
  /** Null once it was taken out. */
  node: ListNode<Waiter<T>> | null;
}

/** Those of one principal, of whom there is at least one. */
interface Line<T> {
  readonly principal: string;
  readonly waiting: LinkedList<Waiter<T>>;
}

export function createFairQueue<T>(): FairQueue<T> {
  const turns = createLinkedList<Line<T>>();
  /** Where each principal's line stands among the turns. */
  const lines = new Map<string, ListNode<Line<T>>>();
  let size = 0;

  const standLast = (line: Line<T>): Line<T> => {
    lines.set(line.principal, turns.append(line));
    return line;
  };
  const stepOut = ({ principal }: Line<T>): void => {
    const turn = lines.get(principal);
    if (turn !== undefined) turns.remove(turn);
    lines.delete(principal);
  };
  const remove = (waiter: Waiter<T>): boolean => {
    const { node, line } = waiter;
    if (node === null) return false;
    waiter.node = null;
    line.waiting.remove(node);
    size--;
    if (line.waiting.first() === null) stepOut(line);
    return true;
  };
  return {
    get size() {
      return size;
    },
    add(principal, value) {
      const line = lines.get(principal)?.value ?? standLast({ principal, waiting: createLinkedList() });
      const waiter: Waiter<T> = { value, line, node: null };
      waiter.node = line.waiting.append(waiter);
      size++;
      return waiter;
    },
    take() {
      const line = turns.first()?.value;
      const waiter = line?.waiting.first()?.value;
      if (line === undefined || waiter === undefined) return undefined;
      remove(waiter);
      if (line.waiting.first() !== null) {
        stepOut(line);
        standLast(line);
      }
      return waiter.value;
    },
    remove: (ticket) => remove(ticket as Waiter<T>),
  };
}
