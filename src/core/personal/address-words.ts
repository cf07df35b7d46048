const listOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u));

/** Words that end a street in English: "14 Crown Street". */
export const STREET_LAST = listOf(`
street st str road rd avenue ave lane ln drive dr boulevard blvd court ct square sq place pl terrace way close crescent
gardens parade highway hwy parkway pkwy row walk mews grove alley circle cir trail loop plaza quay crossing
`);

/** Those of them that are words of their own: they end a street only where nothing follows. */
export const STREET_TOO = listOf(
  'way drive dr court ct square sq place pl terrace close parade row walk grove circle trail loop crossing highway st',
);

/** Words that begin a street in Romance and Slavic languages: "Rua do Arenque 1634". */
export const STREET_FIRST = listOf(`
rua via rue avenida av calle plaza piazza viale corso ul ulica ulitsa praça travessa estrada paseo camino avenue boulevard
chemin impasse strada bulevar largo carrer vicolo allée cours quai улица ул проспект
`);

/** Words that follow a street's name and come before its number: "Erzsébet tér 19." */
export const STREET_MIDDLE = listOf(
  'u út útja utca tér tere kapu köz krt körút terrasse plass allé allee str straße strasse street road rd tee tn mnt maantee',
);

/** Endings of streets in Germanic and Nordic languages: "Puruntie 82". */
export const STREET_ENDING =
  /.{3}(?:strasse|straße|straat|gatan|gata|gate|gaten|vägen|vegen|veien|vegur|veg|vei|vej|vænget|gade|katu|kuja|polku|raitti|weg|gasse|platz|laan|plein|dreef|kade|utca|stræti|straeti|braut|allee|allé|lunden|bakken|stien|ufer|damm)$|.{4}(?:tie|bro|hof|hove|dyk)$/u;

/** English words that only look like such endings. */
export const NO_STREET = listOf(
  'delegate investigate aggregate navigate colgate propagate surrogate corporate irrigate mitigate litigate instigate interrogate sweetie bowtie necktie beastie auntie bakken',
);

/** What is in a building and has a number: "Apt. 595", "Suite 501". */
export const UNITS = listOf('apt apartment suite ste unit flat room floor box psc etage dept');

export const SHIPS = listOf('uss usns usnv uscgc');
export const FORCES = listOf('apo fpo dpo');

/** States and provinces, as they stand before a postcode. */
export const STATES = listOf(`
al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn
tx ut vt va wa wv wi wy dc aa ae ap on qc bc ab mb sk ns nb nl nsw vic qld act tas wa
`);

export const COUNTRIES = listOf(`
argentina australia austria belgium brazil bulgaria canada chile china colombia croatia cyprus czechia denmark england estonia
finland france germany greece greenland greenlander hungary iceland india indonesia ireland israel italy japan kenya korea latvia
lithuania luxembourg malaysia malta mexico netherlands nigeria norway pakistan peru philippines poland portugal romania russia
scotland serbia singapore slovakia slovenia spain sweden switzerland taiwan thailand turkey ukraine uk usa vietnam wales
kingdom states zealand africa republic
`);

/** Small words inside of the names of streets and towns. */
export const PLACE_PARTICLES = listOf(
  'de des del della dei di du da do dos das la le les el den der die het van von of the en e y am an auf im sur sous nad pod na of',
);

/** A place follows: "my address is", "lives at", "deliver to". */
export const ADDRESS_BEFORE =
  /(?:address(?:es)?(?: (?:is|to|with|as|at|here they are|has changed to)| linked to .{0,20} to)?|(?<!\p{L})(?:lives?|lived|living|reside[sd]?|staying|located|office is|offices are|restaurant is|store is|station is|house is|meet (?:me|you|us|him|her)|meet you|arrived|stop|drops you off|party is|bus|enter|side|taxi|refers) (?:at|on|in|of|to)|(?:sent?|send|sending|deliver(?:ed)?|ship(?:ped)?|mail(?:ed)?|move[sd]?|moving|return(?:ed)?|forward(?:ed)?)(?: (?:it|this|that|them|the|my|a|new|order|parcel|package|one|card|statement)){0,4} to|to the same|arrives? at)[\s:：,>?*|-]{1,8}$/u;

/** A postcode follows. */
export const POSTCODE_CALLED =
  /(?:\bzip(?: ?code)?|\bpost(?:al)? ?code|\bpin ?code|邮编|邮政编码)(?: is| was|是|为)?[\s:：=,]{0,4}/giu;

/** What may follow is a place as well as anything else. */
export const IT_IS_BEFORE =
  /(?:(?<!\p{L})it['’]?s(?: in)?|(?<!\p{L})it is|following\?|user)[\s:：,>?*|-]{1,8}$/u;
