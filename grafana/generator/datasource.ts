/** The data source that is chosen above the panels. */
export const datasource = { type: 'prometheus', uid: `\${datasource}` } as const;
