// Search keys: one text for what is one name in Latin, Cyrillic and Arabic letters. Three of them, from exact to rough:
// folded (case, accents, alef forms), spelled in Latin letters, and the skeleton of consonant classes, in which
// Шойгу, Shoigu, Şoyqu and شويغو are one.
const CYRILLIC = { а: "a", ә: "a", б: "b", в: "v", г: "g", ғ: "gh", ґ: "g", д: "d", е: "e", ё: "e", є: "e", ж: "zh", з: "z", и: "i", і: "i", ї: "i", й: "i", ј: "i", к: "k", қ: "q", л: "l", љ: "l", м: "m", н: "n", ң: "n", њ: "n", о: "o", ө: "o", п: "p", р: "r", с: "s", т: "t", ћ: "ch", у: "u", ұ: "u", ү: "u", ў: "u", ф: "f", х: "kh", һ: "h", ц: "ts", ч: "ch", џ: "j", ш: "sh", щ: "sh", ъ: "", ы: "y", ь: "", э: "e", ю: "iu", я: "ia", ђ: "j" };
const ARABIC = { ا: "a", آ: "a", أ: "a", إ: "i", ٱ: "a", ب: "b", پ: "p", ت: "t", ث: "s", ج: "j", چ: "ch", ح: "h", خ: "kh", د: "d", ذ: "z", ر: "r", ز: "z", ژ: "zh", س: "s", ش: "sh", ص: "s", ض: "d", ط: "t", ظ: "z", ع: "", غ: "gh", ف: "f", ڤ: "v", ق: "q", ك: "k", ک: "k", گ: "g", ڭ: "n", ل: "l", م: "m", ن: "n", ه: "h", ة: "a", و: "u", ؤ: "u", ي: "i", ى: "i", ی: "i", ئ: "i", ء: "" };
const AZERBAIJANI = { ə: "a", ı: "i", ş: "sh", ç: "ch", ğ: "gh", x: "kh", c: "j", ö: "o", ü: "u" };
const fold = text => String(text || "").toLocaleLowerCase("en").normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d]/g, "")
  .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627").replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647").replace(/ı/g, "i").replace(/[ʼ’'`ʹʺ]/g, "");
const inLatin = text => { const lower = String(text || "").toLocaleLowerCase("en").normalize("NFC"); return fold([...lower].map(c => CYRILLIC[c] ?? ARABIC[c] ?? c).join("")); };
const soft = text => inLatin([...String(text || "").toLocaleLowerCase("en").normalize("NFC")].map(c => AZERBAIJANI[c] ?? c).join(""));
// Order matters: pairs of letters before single ones. Vowels and half-vowels fall away, doubled classes are one.
const CLASSES = [[/tsh|tch|ch/g, "C"], [/dzh|zh|dj|j/g, "J"], [/sh|sch/g, "S"], [/kh|x|h/g, "h"], [/gh|[gkq]/g, "k"], [/ts|[sz]/g, "s"], [/[bp]/g, "b"], [/[vf]/g, "f"], [/[aeiouyw]/g, ""], [/(.)\1+/g, "$1"]];
const skeleton = word => CLASSES.reduce((text, [pattern, by]) => text.replace(pattern, by), soft(word).replace(/\u0259/g, "a").replace(/ow\b/g, "ov"));
// Russian and its neighbours write г for a foreign h (Гасанов, Гейдар): such a word has two skeletons.
const skeletons = word => /г/i.test(word) ? [skeleton(word), skeleton(word.replace(/г/gi, "һ"))] : [skeleton(word)];
const spoken = text => text.split(/[^\p{L}\p{N}\p{M}'’]+/u).filter(Boolean);
function variants(text) {
  const keys = new Set();
  for (const key of [fold(text), inLatin(text), soft(text)]) for (const e of ["a", "e"]) keys.add(key.replace(/\u0259/g, e));
  keys.delete("");
  return [...keys];
}
let INDEX = null;
const WORDS = new Map();
// Most words come again and again: each is worked on once.
const once = (word, work) => { let made = WORDS.get(word); if (!made) WORDS.set(word, made = work(word)); return made; };
function searchIndex() {
  INDEX ||= DATA.nodes.map(node => {
    const names = [name(node.id), node.code, ...Object.values(node.label || {}), ...(node.alt || []).map(alt => alt[0])].filter(Boolean).map(text => text.slice(0, 300));
    return { node, keys: [...new Set(names.flatMap(variants))], bones: new Set(names.flatMap(spoken).flatMap(word => once(word, skeletons)).filter(bone => bone.length > 1)) };
  });
  return INDEX;
}
// Nodes whose name begins with the text, then those with a word that does, then those that hold it, then those that
// sound like it; of equals, those with more facts first.
function find(text, most = 12) {
  const asked = variants(text.trim()), bones = spoken(text).map(skeletons);
  const heard = bones.length && bones.every(forms => forms[0].length > 1);
  if (!asked.length) return [];
  const found = [];
  for (const entry of searchIndex()) {
    let rank = Infinity;
    for (const key of entry.keys) for (const ask of asked) {
      const at = key.indexOf(ask);
      if (at >= 0) rank = Math.min(rank, at === 0 ? (key.length === ask.length ? 0 : 1) : /[\p{L}\p{N}]/u.test(key[at - 1]) ? 3 : 2);
    }
    if (rank === Infinity && heard && bones.every(forms => forms.some(bone => entry.bones.has(bone)))) rank = 4;
    if (rank < Infinity) found.push([rank, entry.node]);
  }
  found.sort((a, b) => a[0] - b[0] || FACTS_OF.get(b[1].id).length - FACTS_OF.get(a[1].id).length || (a[1].id < b[1].id ? -1 : 1));
  return found.slice(0, most).map(pair => pair[1]);
}
