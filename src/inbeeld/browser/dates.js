// Which number of a date is the day, inferred over a whole file, as `chats/date_order.py`.
(() => {
  "use strict";
  const IB = (globalThis.IB ??= {});

  const FAR = 4; // times as wide a span is evidence
  const SLACK = 3700; // seconds back that mean nothing: the clock was set to winter time

  /** Counts a key once more, and gives how often it is there. */
  const count = (counts, key) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key);
  };
  const mostCommon = (counts) =>
    [...counts].sort(([, one], [, other]) => other - one).map(([key]) => key);

  /** How one order would read the file: what cannot exist, how often time goes back, the ground covered. */
  class Track {
    impossible = 0;
    back = 0;
    days = 0;
    #last;
    #day;

    add(day, second) {
      if (day === null) {
        this.impossible += 1;
        return;
      }
      const now = day * 86_400 + second;
      this.back += now < this.#last - SLACK;
      this.days += Math.abs(day - (this.#day ?? day));
      [this.#last, this.#day] = [now, day];
    }
  }

  /** Takes in every header of a file, then says the order. */
  class DateOrder {
    #app;
    #tracks = Object.fromEntries(Object.keys(IB.ORDERS).map((order) => [order, new Track()]));
    #read = new Map();
    #day = null;
    #second = 0;
    #yearFirst = 0;
    #yearLast = 0;
    #padded = [true, true, true];
    #separators = new Map();
    #hints = new Map();
    #capitals = false;

    constructor(app) {
      this.#app = app;
    }

    add(header) {
      const second = header.moment;
      const day = header.written.join("\n");
      const goesOn = day === this.#day && second >= this.#second;
      [this.#day, this.#second] = [day, second];
      if (goesOn) return; // the same day tells nothing more of any order
      const found = this.#datesOf(header);
      Object.values(this.#tracks).forEach((track, place) => track.add(found[place], second));
      this.hint(header.word);
      this.#capitals ||= header.capitals && ["am", "pm"].includes(header.word);
    }

    /** A phrase of the app itself, as `clockKey` makes it, that may show the language. */
    hint(phrase) {
      const order = this.#app.hint(phrase);
      if (order) count(this.#hints, order);
    }

    #datesOf(header) {
      const key = [...header.parts, header.era[0]].join("\n");
      if (this.#read.has(key)) return this.#read.get(key);
      const orders = Object.keys(IB.ORDERS);
      const found = orders.map((order) => IB.readDate(header.parts, header.era[0], order).date);
      this.#read.set(key, found);
      const [first, , last] = header.written;
      this.#yearFirst += first.length > 2 || header.era[1] === 0 || header.parts[0] > 31;
      this.#yearLast += last.length > 2 || header.era[1] === 2 || header.parts[2] > 31;
      this.#padded = this.#padded.map((kept, place) => kept && header.written[place].length !== 1);
      count(this.#separators, header.separator);
      return found;
    }

    /** The order, and a remark where the dates alone do not settle it. */
    decide() {
      if (this.#yearFirst > this.#yearLast) {
        const { YDM, YMD } = this.#tracks;
        return [YDM.impossible < YMD.impossible ? "YDM" : "YMD", null];
      }
      if (!this.#yearLast && this.#shortYearFirst()) return ["YMD", "YEAR_FIRST"];
      const left = this.#likeliest();
      if (left.length === 1 || this.#same(left)) return [left[0], null];
      const days = (order) => this.#tracks[order].days;
      const near = Math.min(...left.map(days));
      const close = left.filter((order) => days(order) <= near * FAR);
      const order = [...this.#preferred(), ...close].find((one) => close.includes(one));
      return [order, order === "DMY" ? "DAY_MONTH" : "MONTH_DAY"];
    }

    /** Those in which the fewest dates cannot exist, and of these, time goes back least often. */
    #likeliest() {
      let left = ["DMY", "MDY"];
      for (const part of ["impossible", "back"]) {
        const least = Math.min(...left.map((order) => this.#tracks[order][part]));
        left = left.filter((order) => this.#tracks[order][part] === least);
      }
      return left;
    }

    /** Whether `22/3/27` is of 2022: rare, so the dates or the language must bear it out. */
    #shortYearFirst() {
      const first = this.#tracks.YMD;
      const other = this.#tracks[this.#likeliest()[0]];
      if (first.impossible > other.impossible) return false;
      if (mostCommon(this.#hints)[0] === "YMD") return true;
      const days = Math.min(...this.#likeliest().map((order) => this.#tracks[order].days));
      return first.back < other.back || (first.back === other.back && first.days * FAR < days);
    }

    /** Whether every date reads the same, such as 05/05/22. */
    #same(orders) {
      const places = orders.map((order) => Object.keys(IB.ORDERS).indexOf(order));
      return [...this.#read.values()].every(
        (found) => new Set(places.map((place) => found[place])).size === 1,
      );
    }

    /** What is likeliest where nothing in the dates tells: first language, then decoration. */
    #preferred() {
      const slashes = mostCommon(this.#separators)[0] === "/";
      const american = slashes && this.#capitals && !this.#padded.slice(0, 2).some(Boolean);
      return [...mostCommon(this.#hints), american ? "MDY" : "DMY"];
    }
  }

  Object.assign(IB, { DateOrder, count, mostCommon });
})();
