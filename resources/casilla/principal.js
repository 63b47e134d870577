// The page of the CAE: begins, shows one screen or another, and sends whenever there may be signal.
import { hacerEnvio } from "./actas.js";
import { envios, guardarEnvio, leer, poner, quitar } from "./almacen.js";
import { avisar, refrescar, vaciar } from "./cola.js";
import { boton, decir, mostrar, nodo } from "./dom.js";
import { preparar } from "./foto.js";
import { leerEnlace } from "./llave.js";
import { SinSenal } from "./red.js";
import { ACABA } from "./textos.js";
import { esperarRegistro, pantallaDeAlta } from "./pantallas/alta.js";
import { pantallaDeCamara } from "./pantallas/camara.js";
import { pantallaDeLista } from "./pantallas/lista.js";
import { pantallaDeRevision } from "./pantallas/revision.js";

const CADA = 30_000, ESPACIO_MIN = 20_000_000, INTENTOS = 5; // ms between two questions; bytes; before another cause is thought of
const avisos = new Map();
let pintado = "", enviando = null, enLista = false, sinSenal = false, fallas = 0, despertador = 0, nueva = null, otraVez = false;

async function lista() {
  enLista = true;
  const piezas = await pantallaDeLista({
    tomar, avisos: avisosDe(false), alPie: avisosDe(true), negada: avisos.has("alta"), sinSenal, aIntentos: fallas > INTENTOS,
  });
  if (!enLista) return;
  const { simulacro } = (await leer("mias"))?.dicho ?? {};
  document.getElementById("simulacro").hidden = !simulacro;
  const dibujo = piezas.map((p) => p.outerHTML).join("");
  const estaba = document.querySelector(".cuenta");
  if (dibujo === pintado && estaba) return; // nothing moves under his finger
  pintado = dibujo;
  const arriba = estaba ? scrollY : 0, enfocado = document.activeElement?.textContent;
  mostrar(...piezas);
  scrollTo(0, arriba);
  [...document.querySelectorAll("button")].find((b) => b.textContent === enfocado)?.focus({ preventScroll: true });
}

const AL_PIE = ["noBorre", "lugar"]; // what may wait until he has read his list
const avisosDe = (alPie) => [...avisos].filter(([clave]) => AL_PIE.includes(clave) === alPie).map(([, frase]) => frase);

const pintar = () => enLista && lista();

function avisarDe(clave, frase) {
  if (frase) avisos.set(clave, frase);
  else avisos.delete(clave);
  pintar();
}

// From the choice of an acta until its picture is kept. Nothing takes over the page meanwhile (`prep-toma`).
async function tomar(acta, casilla) {
  enLista = false;
  avisos.delete("perdida");
  history.pushState({ acta: acta.clave }, "");
  await navigator.locks.request("prep-toma", { mode: "shared" }, () => conPantalla(async () => {
    for (;;) {
      const toma = await pantallaDeCamara(acta, casilla, (await leer("lugar")) === true);
      if (!toma) return;
      mostrar(nodo("h1", {}, "Preparando la foto…"));
      const foto = await preparar(toma.fuente).catch(() => null);
      if (!foto) {
        decir("La foto no se pudo preparar. Tómela otra vez.", true);
        continue;
      }
      if (await pantallaDeRevision(acta, casilla, foto)((asi) => guardar(acta, toma, foto, asi))) return;
    }
  }));
  if (history.state?.acta) await regresar();
  await lista();
  enviar();
}

// Waited for: told later, it would close the camera of the next acta.
const regresar = () => new Promise((listo) => {
  addEventListener("popstate", listo, { once: true });
  history.back();
});

async function guardar(acta, toma, foto, asi) {
  const [identidad, reloj] = await Promise.all([leer("identidad"), leer("reloj")]);
  await guardarEnvio(hacerEnvio({ identidad, acta, reloj, toma, sha256: foto.sha256, asi }), foto.jpeg);
  await quitar("toma");
  avisar();
  const registro = await navigator.serviceWorker?.getRegistration();
  registro?.sync?.register("envios").catch(() => {}); // a bonus: without it, it is sent while the page is open
}

// The screen stays on only while something is taken or sent.
async function conPantalla(hacer) {
  const vela = await navigator.wakeLock?.request("screen").catch(() => null);
  try {
    return await hacer();
  } finally {
    vela?.release();
  }
}

const enviar = () => (enviando ??= pasada().finally(() => (enviando = null)));

async function pasada() {
  clearTimeout(despertador);
  let volver = CADA;
  try {
    const hay = (await envios()).some((e) => e.estado === "guardada");
    const dicho = hay ? await conPantalla(() => vaciar(fallas)) : { volver: null };
    fallas = dicho.sinSenal ? fallas + 1 : 0;
    sinSenal = Boolean(dicho.sinSenal);
    volver = dicho.volver ?? CADA;
    await preguntar();
    pintar();
  } finally {
    despertador = setTimeout(enviar, Math.min(volver, 2 * CADA)); // whatever went wrong
  }
}

async function preguntar() {
  try {
    const negado = await refrescar();
    if (negado?.codigo === "LLAVE_DE_BAJA") rechazada(negado.texto);
    else avisarDe("centro", negado?.texto);
  } catch (error) {
    if (!(error instanceof SinSenal)) throw error;
  }
}

function despertar() {
  if (document.visibilityState === "hidden") return;
  fallas = 0;
  enviar();
}

async function trabajar() {
  otraVez = true;
  addEventListener("online", despertar);
  addEventListener("pageshow", despertar);
  document.addEventListener("visibilitychange", despertar);
  new BroadcastChannel("prep-casilla").onmessage = pintar;
  const toma = await leer("toma"), acta = toma && buscar((await leer("mias"))?.dicho, toma.clave);
  if (acta) avisos.set("perdida", nodo("p", {}, ACABA.perdida, " ", boton(`Tomar ${acta[0].codigo}`, () => tomar(...acta))));
  if (toma) await quitar("toma");
  navigator.storage?.persist?.().then((si) => si || avisarDe("noBorre", ACABA.noBorre));
  navigator.storage?.estimate?.().then(({ quota, usage }) => quota - usage < ESPACIO_MIN && avisarDe("lleno", ACABA.lleno));
  await preguntarLugar();
  await entrar();
}

// His list; where the centre has not registered this phone yet, until it says yes or no.
async function entrar() {
  await lista();
  if (!(await leer("identidad")).registrada) {
    await esperarRegistro(() => avisarDe("alta"), (texto) => rechazada(texto));
  }
  enviar();
}

function rechazada(texto) {
  avisarDe("alta", nodo("p", {}, texto, " ", boton("Registrar con otra hoja", () => alta(null))));
}

function buscar(mias, clave) {
  for (const casilla of mias?.casillas ?? []) for (const acta of casilla.actas) if (acta.clave === clave) return [acta, casilla];
  return null;
}

// Asked once; without it everything works the same.
async function preguntarLugar() {
  if ((await leer("lugar")) !== undefined || !navigator.geolocation) return;
  const contestar = async (si) => {
    await poner("lugar", si);
    if (si) navigator.geolocation.getCurrentPosition(() => {}, () => poner("lugar", false), { timeout: 20_000 });
    avisarDe("lugar");
  };
  avisos.set("lugar", nodo("p", {}, "¿Decir dónde se toma cada foto? No se publica. ",
    nodo("span", { class: "pares" }, boton("Sí", () => contestar(true)), boton("No", () => contestar(false)))));
}

function alta(enlace) {
  enLista = false;
  pantallaDeAlta(enlace, () => {
    avisos.clear();
    otraVez ? entrar() : trabajar();
  });
}

// One page at a time has the word; a second one is told, and takes over when the first is closed.
function unaSola() {
  navigator.locks.request("prep-pagina", { ifAvailable: true }, (candado) => {
    if (candado) return new Promise(() => {});
    avisarDe("otra", ACABA.otraPestana);
    navigator.locks.request("prep-pagina", () => {
      avisarDe("otra");
      return new Promise(() => {});
    });
    return null;
  });
}

// A new version waits until he asks for it, and nobody has a shot open.
async function instalar() {
  const registro = await navigator.serviceWorker.register("sw.js", { type: "module", updateViaCache: "none" });
  const hay = () => {
    if (!registro.waiting || !navigator.serviceWorker.controller) return;
    nueva = nodo("p", {}, ACABA.nueva, " ", boton("Actualizar", () =>
      navigator.locks.request("prep-toma", { ifAvailable: true }, (candado) =>
        candado ? registro.waiting?.postMessage("tomar") : decir("Termine la foto de la otra pestaña.", true))));
    avisarDe("nueva", nueva);
  };
  registro.addEventListener("updatefound", () => registro.installing?.addEventListener("statechange", hay));
  navigator.serviceWorker.addEventListener("controllerchange", () => nueva && enLista && location.reload());
  hay();
}

function sirve() {
  const dice = navigator.userAgent, chrome = /Chrom(?:e|ium)\/(\d+)/.exec(dice), safari = /Version\/(\d+)\.(\d+).*Safari/.exec(dice);
  const viejo = chrome ? chrome[1] < 109 : safari && (safari[1] < 16 || (safari[1] === "16" && safari[2] < 4));
  return !viejo && navigator.locks && navigator.serviceWorker && crypto.subtle && globalThis.indexedDB && globalThis.BroadcastChannel;
}

async function empezar() {
  if (!sirve()) return decir(ACABA.viejo, true);
  instalar().catch(() => {}); // without it the page still works while there is signal
  unaSola();
  const enlace = leerEnlace(location.hash);
  if (enlace) history.replaceState(null, "", location.pathname); // the code is not left in the history
  const identidad = await leer("identidad");
  if (identidad && !(enlace && !identidad.registrada)) await trabajar();
  else alta(enlace);
}

addEventListener("unhandledrejection", () => decir("Algo falló. Cierre la página y ábrala otra vez: lo guardado sigue aquí.", true));
document.getElementById("antiguo").remove();
empezar();
