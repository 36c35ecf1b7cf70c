/** Why a text is not valid, where `expected …, found …` does not say enough. */
export class Fault {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
