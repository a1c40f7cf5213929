// Reading aloud with a voice of the device itself, in the language of the page. Without such a voice there is no button.
(() => {
  const button = document.querySelector(".mijn-lees");
  const synth = window.speechSynthesis;
  if (!button || !synth) return;
  const language = document.documentElement.lang;
  const label = button.querySelector("span");
  const voice = () => synth.getVoices().find((one) => one.lang.toLowerCase().split(/[-_]/)[0] === language);
  const show = () => { button.hidden = !voice(); };
  const stop = () => { synth.cancel(); label.textContent = button.dataset.lees; button.setAttribute("aria-pressed", "false"); };
  // What is in another language would be read wrongly: a name of a letter, say.
  const own = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll("[lang]").forEach((part) => { if (part.lang !== language) part.remove(); });
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const texts = () => [...document.querySelectorAll("[data-voorlezen] :is(h1, h2, h3, p, li, label, legend)")]
    .filter((one) => !one.querySelector("p, li, h3, label, legend") && !one.closest(".mijn-lees, details:not([open])"))
    .filter((one) => (one.closest("[lang]")?.lang || language) === language)
    .map(own).filter(Boolean);
  button.addEventListener("click", () => {
    if (synth.speaking) { stop(); return; }
    label.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    const all = texts();
    all.forEach((text, place) => {
      const said = new SpeechSynthesisUtterance(text);
      said.voice = voice();
      said.lang = said.voice.lang;
      if (place === all.length - 1) said.onend = stop;
      synth.speak(said);
    });
  });
  window.addEventListener("pagehide", () => synth.cancel());
  synth.addEventListener?.("voiceschanged", show);
  show();
})();
