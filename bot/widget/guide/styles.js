/* Colours are in one place, so that a theme or the dark can change them and their contrast be measured. */
const COLOURS = `
--text:#14212b;--soft:#4a5761;--ground:#fff;--guide:#eef3f6;--you:#e2f0e8;--line:#6b7a85;--faint:#c9d3da;
--accent:var(--appeal-guide-accent-safe,#0b4f6c);--on-accent:var(--appeal-guide-on-accent,#fff);--link:#0b4f8a;
--error:#b3151c;--focus:#ffdd00;--focus-edge:#0b0c0c;`;
const DARK = `
--text:#f1f5f7;--soft:#c0cad1;--ground:#15202a;--guide:#22303b;--you:#1d3a33;--line:#93a4b0;--faint:#43535f;
--accent:var(--appeal-guide-accent-safe,#8fcdea);--on-accent:var(--appeal-guide-on-accent,#0b1a24);--link:#9fd3f5;
--error:#ff9c96;--focus:#ffdd00;--focus-edge:#fff;`;

/* An answer: used in the panel and on the printed page. */
const CARD = `
p,ul,ol,dl{margin:0 0 .75em}
ul,ol{padding-left:1.4em}li+li{margin-top:.35em}
.nowrap{white-space:nowrap}
.lead strong{display:block;font-size:1.25em;line-height:1.3;margin-bottom:.3em}
.dates{display:flex;flex-wrap:wrap;gap:.6em}
.dates div{flex:1 1 13em;border:2px solid var(--accent);border-radius:.4em;overflow:hidden;background:var(--ground)}
.dates dt{background:var(--accent);color:var(--on-accent);padding:.3em .7em;font-weight:700}
.dates dd{margin:0;padding:.5em .7em .6em}
.dates time{display:block;font-size:1.15em;font-weight:700;line-height:1.3}
.left{color:var(--soft)}
.today{font-weight:700;margin:1em 0 0;padding-left:2.1em;position:relative}
.today::before{content:"";position:absolute;left:.42em;top:.3em;width:.75em;height:.75em;border-radius:50%;background:var(--accent);border:2px solid var(--accent)}
.timeline{list-style:none;padding:0;margin:0 0 1em;counter-reset:step}
.timeline li{position:relative;margin:0;padding:.55em 0 .2em 2.1em;counter-increment:step}
.timeline li::before{content:counter(step);position:absolute;z-index:1;left:0;top:.55em;width:1.55em;height:1.55em;line-height:1.5em;text-align:center;font-size:.9em;font-weight:700;border:2px solid var(--accent);border-radius:50%;box-sizing:border-box;background:var(--ground);color:var(--text)}
.timeline li::after{content:"";position:absolute;left:.66em;top:-.35em;bottom:-.6em;border-left:3px solid var(--accent)}
.timeline li:last-child::after{bottom:auto;height:1em}
.when{display:block;font-weight:700}
`;

export const PRINT = `
:root{color-scheme:light;${COLOURS}}
body{font:10.5pt/1.4 Arial,Helvetica,sans-serif;color:var(--text);background:#fff;margin:0}
main{max-width:42em;margin:0 auto;padding:1.5em}
h1{font-size:1.5em;margin:0 0 .3em}h2{font-size:1.1em;margin:1.2em 0 .4em}
.made{color:var(--soft)}a{color:inherit}
button{font:inherit;padding:.6em 1em;margin-bottom:1em;border:2px solid var(--text);border-radius:.3em;background:#fff}
${CARD}
summary{font-weight:700;list-style:none}summary::-webkit-details-marker{display:none}
.card{border:2px solid var(--line);border-radius:.4em;padding:1em}
@media print{@page{size:A4;margin:14mm}main{padding:0;max-width:none}button{display:none}
.card{border:0;padding:0}.dates div,.timeline li{break-inside:avoid}h2{break-after:avoid}.dates dt,.today::before{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;

export const PANEL = `
:host{all:initial!important;display:block!important;direction:ltr!important}
:host([hidden]){display:none!important}
*{box-sizing:border-box}
[hidden]{display:none!important}
.guide{${COLOURS}color-scheme:light dark;font:medium/1.5 var(--appeal-guide-font,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif);color:var(--text);text-align:left;overflow-wrap:anywhere;-webkit-text-size-adjust:100%}
@media(prefers-color-scheme:dark){.guide{${DARK}}}
${CARD}
h2,h3{margin:0;font-size:1em}
a{color:var(--link);text-underline-offset:.15em}
button,input,textarea{font:inherit;color:inherit;letter-spacing:inherit;word-spacing:inherit}
button,.action{min-height:44px;padding:.5em .9em;border:2px solid var(--line);border-radius:.35em;background:var(--ground);color:var(--text);cursor:pointer;text-align:left}
.main,.launcher{background:var(--accent);color:var(--on-accent);border-color:var(--accent);font-weight:700}
button:hover,.action:hover{border-color:var(--text);text-decoration:underline}
.main:hover,.launcher:hover{border-color:var(--on-accent)}
button[aria-disabled=true]{background:var(--guide);color:var(--soft);border-color:var(--line);cursor:default;text-decoration:none}
:focus-visible,h2:focus,li:focus{outline:3px solid var(--focus);outline-offset:0;box-shadow:0 0 0 5px var(--focus-edge);border-radius:.2em}
.log:focus-visible{outline-offset:-5px;box-shadow:inset 0 0 0 2px var(--focus-edge)}
[popover]{margin:0;padding:0;border:0;inset:auto;overflow:visible;background:none;color:inherit;max-width:none;max-height:none}
.dock{position:fixed;right:1em;bottom:1em;z-index:2147483647}
.launcher{display:block;border-radius:2em;padding:.7em 1.3em;min-height:52px;border:3px solid var(--on-accent);box-shadow:0 2px 10px #0006}
.panel{background:var(--ground);display:flex;flex-direction:column;border:2px solid var(--line);border-radius:.5em}
.panel.over{position:fixed;z-index:2147483647;right:1em;bottom:5.2em;left:auto;top:auto;width:27em;height:min(46em,100dvh - 6.5em);box-shadow:0 6px 28px #0005;overflow:clip}
header{display:flex;flex-wrap:wrap;gap:.3em .8em;align-items:center;justify-content:space-between;padding:.6em 1em;border-bottom:4px solid var(--accent)}
h2{font-size:1.15em;line-height:1.3;flex:1 1 8em}
.tools{border-bottom:1px solid var(--faint);padding:0 1em;display:flex;flex-wrap:wrap;column-gap:1.5em}
.tools details[open]{flex-basis:100%}
details{margin:0}
summary{display:inline-block;list-style-position:inside;min-height:32px;padding:.25em 0;cursor:pointer;color:var(--link);text-decoration:underline;text-underline-offset:.15em}
summary::marker{content:none}summary::-webkit-details-marker{display:none}
summary::before{content:"+ ";display:inline-block;width:1em;font-weight:700;text-decoration:none}
[open]>summary::before{content:"\\2212 "}
.tools .row,.choices,.actions{display:flex;flex-wrap:wrap;gap:.55em;margin:0 0 .75em}
.scroll{flex:1 1 auto;min-height:0;overflow-y:auto;overscroll-behavior:contain;padding:.8em 1em}
.over .tools{max-height:45%;overflow-y:auto;flex:none}
.intro{color:var(--soft)}
.log>ol{list-style:none;margin:0;padding:0}
.log>ol>li{margin:0 0 .9em;padding:.7em .9em;border-radius:.5em;background:var(--guide);border-left:5px solid var(--accent);scroll-margin:.8em}
.log>ol>li.you{background:var(--you);border:0;border-right:5px solid var(--line);margin-left:2.2em}
.log>ol>li.note{background:none;border:0;padding:0;color:var(--soft)}
h3{font-size:.875em;color:var(--soft);margin-bottom:.2em}
li>p:last-child,.card>:last-child,li>div>p:last-child,li>div>ul:last-child,li>div>ol:last-child{margin-bottom:0}
.said{white-space:pre-wrap}
.not-sent{color:var(--error);font-weight:700;margin:.4em 0}
.progress{color:var(--soft);margin:0 0 .4em;flex-basis:100%}
.choices .choice{flex:1 1 auto;border-color:var(--accent)}
.action{display:inline-flex;align-items:center;text-decoration:none;border-color:var(--accent);font-weight:600}
fieldset{border:0;margin:0 0 .8em;padding:0;min-width:0}
legend{font-weight:700;padding:0}
.hint{color:var(--soft);margin:0 0 .4em;font-size:.9375em}
.error{color:var(--error);font-weight:700;border-left:5px solid var(--error);padding-left:.6em}
.box{display:flex;gap:.7em;align-items:center;min-height:44px;cursor:pointer}
.box input{flex:none;width:26px;height:26px;margin:0;accent-color:var(--accent)}
.fields{display:flex;flex-wrap:wrap;gap:.8em}
.fields label,.composer label{display:block;font-weight:700}
.fields input{display:block;width:auto;max-width:100%}
input:not([type=checkbox]),textarea{min-height:44px;padding:.45em .6em;border:2px solid var(--line);border-radius:.25em;background:var(--ground);font-weight:400}
[aria-invalid=true]{border-color:var(--error)!important}
form{margin:0 0 .75em}
.status{margin:0;padding:0 1em;min-height:0;color:var(--soft)}
.status:not(:empty){padding:.2em 1em}
.new{margin:.2em 1em .4em;text-align:center}
.composer{flex:none;margin:0;padding:.6em 1em .8em;border-top:1px solid var(--faint)}
.composer div{display:flex;flex-wrap:wrap;gap:.5em;align-items:stretch}
textarea{flex:1 1 8em;width:100%;min-width:0;height:3em;resize:vertical;display:block}
.composer .hint{margin:.3em 0 0;font-size:.875em}
.skip{padding:.2em 1em;margin:0;flex:none}.skip a{display:inline-block;padding:.15em 0}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.inline{border-radius:.4em;overflow:visible}
.inline .scroll{overflow:visible}
@media(max-width:40em),(max-height:34em){
.panel.over{inset:var(--top,0) 0 auto 0;width:auto;height:var(--height,100dvh);border:0;border-radius:0}
.dock.open{visibility:hidden}
}
@media(max-height:30em),(max-width:15em){
.panel.over{overflow-y:auto;display:block}
.over .scroll{overflow:visible}
.over .tools{max-height:none}
.choices,.actions,.fields{flex-direction:column;align-items:stretch}
.log>ol>li.you{margin-left:0}
}
@media(forced-colors:active){
.log>ol>li,.log>ol>li.you,.box{border:1px solid CanvasText}
.main,.launcher{border-color:ButtonText}
:focus-visible,h2:focus,li:focus{outline-color:Highlight}
.today::before,.timeline li::before,.timeline li::after{border-color:CanvasText}
}
@media print{.dock,.panel.over{display:none!important}}
`;
