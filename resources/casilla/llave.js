// Who this phone is: its key, which cannot leave it, the code of the sheet, and what it signs.
const ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const P256 = { name: "ECDSA", namedCurve: "P-256" };
export const bytesDe = (texto) => new TextEncoder().encode(texto);
export const enHexa = (crudo) => Array.from(new Uint8Array(crudo), (b) => b.toString(16).padStart(2, "0")).join("");
export const enBase64 = (crudo) => btoa(String.fromCharCode(...new Uint8Array(crudo)));
export const huella = async (crudo) => enHexa(await crypto.subtle.digest("SHA-256", crudo));

// The 16 bytes of a code as it is typed; null when it has an error.
export async function leerCodigo(texto) {
  const limpio = texto.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const valores = Array.from(limpio, (c) => ALFABETO.indexOf(c));
  if (valores.length !== 28 || valores.includes(-1)) return null;
  const numero = valores.slice(0, 26).reduce((n, v) => n * 32n + BigInt(v), 0n);
  if (numero & 3n) return null;
  const hexa = (numero >> 2n).toString(16).padStart(32, "0");
  const crudo = Uint8Array.from(hexa.match(/../g), (par) => parseInt(par, 16));
  const suma = parseInt((await huella(crudo)).slice(0, 3), 16) >> 2;
  return suma === valores[26] * 32 + valores[27] ? crudo : null;
}

// What a sheet's QR, or the link that opened the page, says; null when it is something else.
export function leerEnlace(texto) {
  const marca = texto.indexOf("#"), dichos = new URLSearchParams(texto.slice(marca + 1));
  if (marca < 0 || !dichos.get("a") || !dichos.get("c")) return null;
  return { cuenta: dichos.get("a"), codigo: dichos.get("c"), proceso: dichos.get("p") ?? "" };
}

// A new key with its request: nothing of the code stays on the phone but its seal on this one key.
export async function hacerIdentidad(cuenta, codigo, proceso) {
  const par = await crypto.subtle.generateKey(P256, false, ["sign", "verify"]);
  const spki = await crypto.subtle.exportKey("spki", par.publicKey), suya = await huella(spki);
  const secreto = await crypto.subtle.importKey("raw", codigo, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const sello = enHexa(await crypto.subtle.sign("HMAC", secreto, bytesDe(`alta|${proceso}|${cuenta}|${suya}`)));
  const pedido = { version: 1, cuenta, codigo_id: (await huella(codigo)).slice(0, 16), spki: enBase64(spki), sello };
  return { cuenta, proceso, llave: suya.slice(0, 16), par, pedido, registrada: false };
}

export const firmar = ({ par }, crudo) => crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, par.privateKey, crudo);

// A UUID of version 7: the moment in milliseconds, and 74 bits of chance.
export function uuid7(ms) {
  const crudo = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) crudo[i] = Math.floor(ms / 2 ** (8 * (5 - i))) % 256;
  crudo[6] = 0x70 | (crudo[6] & 15);
  crudo[8] = 0x80 | (crudo[8] & 63);
  return enHexa(crudo).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
