/** Which of the two events of a pair it is. */
export const Role = { from: 0, to: 1 } as const;
