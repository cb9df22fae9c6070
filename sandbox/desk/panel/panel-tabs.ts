/** Tabs of the panel, in the order they stand. */
export const PANEL_TABS = ['holders', 'provider', 'review', 'customer', 'clock', 'faults', 'log', 'reset'] as const
/** One of them. */
export type PanelTab = (typeof PANEL_TABS)[number]
