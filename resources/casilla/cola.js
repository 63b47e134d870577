// Sends what is kept, one after another and from one tab only, until the receiver answers that it has it.
import { alDia } from "./actas.js";
import { borrarEnvio, cambiarEnvio, envios, imagenDe, leer, poner } from "./almacen.js";
import { bytesDe, firmar } from "./llave.js";
import { enviarImagen, medirReloj, preguntarMias, SinSenal } from "./red.js";

const FINALES = [400, 403, 409, 411, 413, 422]; // sent again they would be answered the same
const ESPERA_MIN = 1_000, ESPERA_MAX = 60_000; // ms
const canal = new BroadcastChannel("prep-casilla");
export const avisar = () => canal.postMessage("cambio");

// Between half of it and the whole, so that the phones that lost one antenna do not come back all at once.
const espera = (fallas) => Math.min(ESPERA_MAX, ESPERA_MIN * 2 ** Math.min(fallas, 8)) * (0.5 + Math.random() / 2);

// One pass over what waits. Gives whether it got as far as asking, and in how many ms to come back; null: nothing waits.
export function vaciar(fallas = 0) {
  return navigator.locks.request("prep-envio", { ifAvailable: true }, async (candado) => {
    const identidad = await leer("identidad");
    if (!identidad?.registrada) return { volver: null };
    if (!candado) return { volver: ESPERA_MIN }; // another tab is at it
    try {
      await repartir(identidad);
    } catch (error) {
      if (!(error instanceof SinSenal)) throw error;
      return { sinSenal: true, volver: espera(fallas) };
    }
    const faltan = (await envios()).filter((e) => e.estado === "guardada");
    const pronto = Math.min(...faltan.map((e) => e.siguiente)) - Date.now();
    return { volver: faltan.length ? Math.max(ESPERA_MIN, pronto) : null };
  });
}

// Those tried less often go first: one picture that the link always cuts does not keep the others waiting.
async function repartir(identidad) {
  let reloj = null;
  for (;;) {
    const ahora = Date.now();
    const [uno] = (await envios())
      .filter((e) => e.estado === "guardada" && e.siguiente <= ahora)
      .sort((a, b) => a.intentos - b.intentos || (a.envio < b.envio ? -1 : 1));
    if (!uno) return;
    reloj ??= await medirReloj();
    const firmado = uno.firma ? uno : await firmarEnvio(identidad, uno, reloj.desfase);
    await cambiarEnvio(uno.envio, { intentos: uno.intentos + 1 });
    const respuesta = await enviarImagen(firmado, await imagenDe(uno.envio));
    await cambiarEnvio(uno.envio, segun(respuesta, uno));
    avisar();
  }
}

// Signed once, and kept before it is sent: every try carries the same bytes.
async function firmarEnvio(identidad, uno, desfase) {
  const datos = bytesDe(JSON.stringify({ ...alDia(uno.dicho, desfase, Date.now()), llave: identidad.llave }));
  const firmado = { datos, firma: await firmar(identidad, datos) };
  await cambiarEnvio(uno.envio, firmado);
  return { ...uno, ...firmado };
}

function segun({ estado, dicho, entendida, cabeceras }, uno) {
  if ((estado === 200 || estado === 201) && dicho.estado === "recibida") return { estado: "recibida", motivo: "", texto: "" };
  if (entendida && FINALES.includes(estado)) return { estado: "rechazada", motivo: dicho.codigo, texto: dicho.texto };
  const pedida = Number(cabeceras.get("Retry-After")) * 1000 || 0;
  return { siguiente: Date.now() + Math.max(pedida, espera(uno.intentos)), motivo: dicho.codigo ?? "", texto: dicho.texto ?? "" };
}

// Asks the centre what it has, and forgets what it accepted once the proceso is closed. Gives the refusal, if it is one.
export async function refrescar() {
  const identidad = await leer("identidad");
  if (!identidad?.registrada) return null;
  const { estado, dicho, cabeceras } = await preguntarMias(identidad, (await leer("mias"))?.etag);
  if (estado !== 200 && estado !== 304) return dicho.texto ? dicho : { codigo: "", texto: "" };
  if (estado === 200) await poner("mias", { etag: cabeceras.get("ETag"), dicho });
  const mias = estado === 200 ? dicho : (await leer("mias")).dicho;
  if (mias.fase === "cerrado") {
    const suyos = new Set(mias.envios.filter((e) => e.estado === "aceptada").map((e) => e.envio));
    for (const { envio } of await envios()) if (suyos.has(envio)) await borrarEnvio(envio);
  }
  avisar();
  return null;
}
