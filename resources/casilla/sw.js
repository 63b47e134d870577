// Keeps the page so that it opens without signal, and sends what waits when the browser says that there is.
import { vaciar } from "./cola.js";
import { ARCHIVOS, VERSION } from "./version.js";

const CAJON = `casilla-${VERSION}`;

// Each file as it is at the receiver now, never as the browser remembers it; one that is not of this version stops it all.
async function traer([nombre, huella]) {
  const respuesta = await fetch(new Request(nombre, { cache: "reload" }));
  const crudo = await respuesta.clone().arrayBuffer();
  const suma = new Uint8Array(await crypto.subtle.digest("SHA-256", crudo));
  const suya = Array.from(suma, (b) => b.toString(16).padStart(2, "0")).join("").slice(0, huella.length);
  if (!respuesta.ok || suya !== huella) throw new Error(`${nombre} no es de la versión ${VERSION}`);
  return [nombre === "index.html" ? "./" : nombre, respuesta];
}

async function instalar() {
  const todos = await Promise.all(Object.entries(ARCHIVOS).map(traer));
  const cajon = await caches.open(CAJON);
  for (const [nombre, respuesta] of todos) await cajon.put(nombre, respuesta);
  // What says the version is this worker's own: the receiver may have another one by now.
  const dicha = `export const VERSION = ${JSON.stringify(VERSION)};`;
  await cajon.put("version.js", new Response(dicha, { headers: { "Content-Type": "text/javascript" } }));
}

async function limpiar() {
  for (const nombre of await caches.keys()) if (nombre.startsWith("casilla-") && nombre !== CAJON) await caches.delete(nombre);
}

async function contestar(pedido) {
  const cajon = await caches.open(CAJON);
  const cual = pedido.mode === "navigate" ? "./" : pedido;
  return (await cajon.match(cual, { ignoreSearch: true })) ?? fetch(pedido);
}

addEventListener("install", (e) => e.waitUntil(instalar()));
addEventListener("activate", (e) => e.waitUntil(limpiar().then(() => clients.claim())));
addEventListener("message", (e) => e.data === "tomar" && skipWaiting());
addEventListener("fetch", (e) => {
  const { pathname } = new URL(e.request.url);
  if (e.request.method === "GET" && pathname.startsWith(new URL("./", location).pathname)) e.respondWith(contestar(e.request));
});
addEventListener("sync", (e) => e.waitUntil(vaciar().then(({ sinSenal }) => {
  if (sinSenal) throw new Error("sin señal"); // the browser tries again
})));
