/** Pixels of an image, row by row, three bytes each. */
export interface Image {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel. */
  readonly rgb: Uint8Array;
}
