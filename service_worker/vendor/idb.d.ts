// The part of idb that Visada uses; the published types want a schema that ours describes in JSDoc.
export interface OpenCallbacks {
  upgrade?(
    database: any,
    oldVersion: number,
    newVersion: number | null,
    transaction: any,
    event: IDBVersionChangeEvent,
  ): void
  blocked?(currentVersion: number, blockedVersion: number | null, event: IDBVersionChangeEvent): void
  blocking?(currentVersion: number, blockedVersion: number | null, event: IDBVersionChangeEvent): void
  terminated?(): void
}
export function openDB(name: string, version?: number, callbacks?: OpenCallbacks): Promise<any>
export function deleteDB(name: string, callbacks?: { blocked?(): void }): Promise<void>
export function unwrap(value: any): any
export function wrap(value: any): any
