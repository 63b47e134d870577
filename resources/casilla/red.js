// What this phone and the receiver say to each other (docs/contrato-casilla.md).
import { leer, poner } from "./almacen.js";
import { bytesDe, enBase64, firmar } from "./llave.js";

const V1 = new URL("../v1/", import.meta.url);
const CORTO = 20_000, LARGO = 300_000; // ms: a question; an image, which the receiver cuts at the same

// No answer came: no signal, a connection that was cut, or nobody there.
export class SinSenal extends Error {}

async function pedir(ruta, opciones = {}, plazo = CORTO) {
  let respuesta, cuerpo;
  try {
    respuesta = await fetch(new URL(ruta, V1), { cache: "no-store", ...opciones, signal: AbortSignal.timeout(plazo) });
    cuerpo = await respuesta.text();
  } catch (error) {
    throw new SinSenal(error.message);
  }
  const dicho = leerJson(cuerpo);
  return { estado: respuesta.status, dicho: dicho ?? {}, entendida: dicho !== null, cabeceras: respuesta.headers };
}

function leerJson(cuerpo) {
  try {
    const dicho = JSON.parse(cuerpo);
    return typeof dicho === "object" ? dicho : null;
  } catch {
    return null; // the page of a server in front, or nothing
  }
}

// The least round trip of three says how far this phone's clock is from the centre's.
export async function medirReloj() {
  let mejor = null;
  for (let vez = 0; vez < 3; vez++) {
    const antes = performance.now(), { estado, dicho } = await pedir("hora");
    const ida = performance.now() - antes;
    if (estado !== 200 || !Number.isInteger(dicho.ms)) throw new SinSenal(`la hora: ${estado}`);
    if (!mejor || ida < mejor.ida) mejor = { ida, desfase: Math.round(dicho.ms + ida / 2 - Date.now()), proceso: dicho.proceso };
  }
  await poner("reloj", mejor);
  return mejor;
}

export const pedirAlta = (pedido) =>
  pedir("altas", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(pedido) });

export const preguntarAlta = (llave) => pedir(`altas/${llave}`);

export const enviarImagen = ({ envio, datos, firma }, imagen) =>
  pedir(`envios/${envio}`, {
    method: "PUT",
    headers: { "Content-Type": "image/jpeg", "X-Prep-Datos": enBase64(datos), "X-Prep-Firma": enBase64(firma) },
    body: imagen,
  }, LARGO);

// The casillas of this phone's account and what the centre has of each acta; null when it is as it was.
export async function preguntarMias(identidad, etag, otraVez = true) {
  const momento = Date.now() + ((await leer("reloj")) ?? (await medirReloj())).desfase;
  const firma = await firmar(identidad, bytesDe(`mias|${identidad.proceso}|${identidad.llave}|${momento}`));
  const headers = { "X-Prep-Llave": identidad.llave, "X-Prep-Momento": `${momento}`, "X-Prep-Firma": enBase64(firma) };
  const respuesta = await pedir("mias", { headers: etag ? { ...headers, "If-None-Match": etag } : headers });
  if (respuesta.dicho.codigo === "RELOJ" && otraVez) {
    await medirReloj();
    return preguntarMias(identidad, etag, false);
  }
  return respuesta;
}
