// A new cut appears by itself: asks at the expected time plus 0 to 20 s, then changes what differs, where it stands.
const aviso = document.getElementById("aviso");
const CORTO = 20_000, LARGO = 120_000, DENTRO = 30 * 60_000;
let corte = Number(document.body.dataset.corte);
let hora = document.querySelector(".corte strong").textContent;

function decir(texto, mal = false) {
  if (aviso.textContent !== texto) aviso.textContent = texto;
  aviso.classList.toggle("mal", mal);
}

function espera(proximo) {
  const falta = proximo ? Date.parse(proximo) - Date.now() : NaN;
  if (falta > 0 && falta < DENTRO) return falta + Math.random() * CORTO;
  return proximo && falta > -DENTRO ? CORTO + Math.random() * 10_000 : LARGO + Math.random() * CORTO;
}

async function pedir(ruta) {
  const respuesta = await fetch(ruta, { cache: "no-store" }); // two pointers of one second have one date
  if (!respuesta.ok) throw new Error(`${respuesta.status}`);
  return respuesta;
}

// What is being read: the first block whose end is on screen. It stays where it is, whatever changes above it.
function leido() {
  for (const uno of document.querySelectorAll("main [data-vivo], main h1, main h2, main article, footer")) {
    if (uno.getBoundingClientRect().bottom > 0 && uno.getClientRects().length) return uno;
  }
  return document.body;
}

function reponerFoco(vieja, antes) {
  if (!antes || vieja.contains(document.activeElement)) return;
  const otro = [...vieja.querySelectorAll("a")].find((a) => a.getAttribute("href") === antes);
  if (otro) otro.focus({ preventScroll: true });
}

function poner(nueva) {
  const ancla = leido(), arriba = ancla.getBoundingClientRect().top;
  for (const vieja of document.querySelectorAll("[data-vivo]")) {
    const otra = nueva.querySelector(`[data-vivo="${vieja.dataset.vivo}"]`);
    if (!otra || otra.innerHTML === vieja.innerHTML) continue;
    const foco = vieja.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    vieja.innerHTML = otra.innerHTML;
    reponerFoco(vieja, foco);
  }
  return () => window.scrollBy(0, ancla.getBoundingClientRect().top - arriba);
}

async function cambiar(actual) {
  const texto = await (await pedir(location.pathname)).text();
  const nueva = new DOMParser().parseFromString(texto, "text/html");
  if (Number(nueva.body.dataset.corte) !== actual.corte) return false; // the page is not there yet: soon again
  const asentar = poner(nueva);
  corte = actual.corte;
  hora = actual.momento.slice(11, 16);
  document.body.dataset.corte = corte;
  document.dispatchEvent(new CustomEvent("corte", { detail: actual }));
  asentar();
  decir(`Corte ${corte}, de las ${hora}.`);
  return true;
}

async function mirar() {
  let proximo = null, llego = true;
  try {
    const actual = await (await pedir("actual.json")).json();
    proximo = actual.proximo;
    if (actual.corte > corte) llego = await cambiar(actual);
    if (actual.pausa) decir(`Sin cortes por ahora: ${actual.pausa}`, true);
    else if (aviso.classList.contains("mal")) decir("");
  } catch {
    decir(`No se pudo preguntar si hay un corte más nuevo. Estas cifras son las de las ${hora}.`, true);
  }
  setTimeout(mirar, llego ? espera(proximo) : CORTO);
}

setTimeout(mirar, 1000 + Math.random() * 4000);
