/** A word after one of these is a name, whatever it is: "my name is", "Name:", "call me". */
export const SAYS_NAME =
  /(?:(?<!\p{L})(?:name|surname)s?(?: on (?:the|my|this) \p{L}+)?(?:(?:['’]s| is| was| as) |\s?[:：=?]\s{0,8}(?:user: ?|is |it['’]?s )?)["“]?|(?:['’]s|(?<!\p{L})(?:my|his|her|their)) (?:name|surname) |(?<!\p{L})calls? (?:me|him|her) |(?<!\p{L})named (?:him|her|me) |["”] (?:says|said|asked|wrote|replied) |(?:regards|sincerely|cheers|yours)[,.]?\s{1,4})$/u;

/** What is said about a name in small letters without being one: "my name is misspelled". */
export const ABOUT_NAMES =
  /(?:ed|ing|ly|ect|elt)$|^(?:wrong|different|same|new|old|unknown|none|null|blank|long|short|fine|right|missing|listed|something|anonymous|meeting)$/u;

/** Whom one has: "my son Lukas", "the manager Maria". */
export const HAS_PERSON =
  /(?<!\p{L})(?:son|daughter|kid|child|husband|wife|partner|girlfriend|boyfriend|friend|brother|sister|boss|colleague|neighbou?r|cousin|niece|nephew|uncle|aunt|grand(?:mother|father|son|daughter)|manager|agent|representative|rep|driver|guardian|supervisor|assistant|technician|advis[eo]r|stylist|nurse|therapist|teacher|songwriter|singer|actor|actress|author|producer|guitarist|drummer|(?:tennis|football) player)(?:,| named| called| was called|['’]s name is| to)? $/u;

/** What stands before names and before much else: it counts where a list knows the word. */
export const SPEAKS_OF =
  /(?<!\p{L})(?:hi|hello|dear|hey|i['’]m|i am|this is|called|by:?|with|to|thanks?|told|tell|asked?|said|says|from|for|and|starring|featuring|features|heard|than|why is|under|include|including|early|add|between him and|contact|met|of|who is|ex-\p{L}+)[\s,:]{1,6}$/u;
export const GREETS = /(?:^|[\n.!?"“] ?)(?:hi|hello|dear|hey)(?: there)?,? $/u;
export const INTRODUCES =
  /(?<!\p{L})(?:hi|hello|dear|hey|i['’]m|i am|this is|thanks?|thank you|named|called|told|with|ask for|spoke to)[\s,]{1,3}$/u;
/** Two words after one of these are somebody, also where no list knows them. */
export const CREDITS =
  /(?<!\p{L})(?:(?:directed|written|sung|produced|performed|composed|painted|hosted|owned|signed|helped|served|handled|not) by:?|starring|featuring|features|feat\.|tribute to|i['’]m|(?:follow(?:ed|ing)?[ -]up|spoke|speak|spoken|talk|talked|talking|met|chatted) (?:with|to)|(?:am|was|were|is) called|it['’]s under|change it to|correct it to|between him and|between her and|heard)\s{1,6}$/u;

/** What only people do. */
export const HUMAN_VERB =
  /^(?: (?:shouted|whispered|laughed|smiled|cried|sighed|married|divorced|lives (?:on|in|at|with)|lived (?:on|in|at|with)|grew up|was born|had given|began writing|points out|retired|flew to))(?!\p{L})/u;
/** What only people have. */
export const PERSON_HAS =
  /^['’]s (?:kid|son|daughter|wife|husband|mother|father|mom|dad|address|birthday|phone number|email|killers?)(?!\p{L})/u;
/** What people do, and firms do as well. */
export const PERSON_VERB =
  /^(?:,? (?:said|says|told|asked|replied|answered|wrote|writes|moved|thinks|thought|spoke|speak|speaks|began|spent|is very|is (?:a|an) |works|worked|will be (?:talking|speaking)|as a beneficiary|is from|and i(?!\p{L}))|: ["“]|['’]s )/u;

export const STARTS_SENTENCE = /(?:^|[.!?:\n"“”>(]\s{0,3})$/;
/** The start of the text, or an empty line before; marks of quoting are not counted. */
export const STARTS_BLOCK = /(?:^|\n[ \t>?*|]*\n|^[>?*| \t\n]*)[ \t>?*|]*$/;

/** Words that a single letter follows: "Vitamin C Serum". */
export const LETTERED =
  /^(?:vitamin|plan|type|class|grade|series|model|group|part|section|form|schedule|size|version|hepatitis|visual|objective|using|exhibit|option|usb)$/;
