const MARKETS = {
  "google-play": "Google Play",
  "app-store": "App Store",
  "one-store": "ONE store",
  "galaxy-store": "Galaxy Store",
  stripe: "Stripe",
  "toss-payments": "Toss Payments",
};
const ACTORS = { PLAYER: "Player", GAME: "Game server", COINSLOT: "Coinslot", MARKET: "Market" };
const KINDS = { CONSUMABLE: "Consumable", DURABLE: "Yours for good", CURRENCY: "Currency", COUPON: "Coupon" };
const STATUSES = {
  REQUESTED: ["Waiting for payment", "wait"],
  PAYABLE: ["Waiting for payment", "wait"],
  VERIFYING: ["Being verified", "wait"],
  PENDING: ["To be paid later", "wait"],
  PAID: ["Paid", "good"],
  DELIVERED: ["Delivered", "good"],
  COMPLETED: ["Completed", "good"],
  CANCELLED: ["Cancelled", "bad"],
  EXPIRED: ["Expired", "bad"],
  DECLINED: ["Declined", "bad"],
  OUTCOME_UNKNOWN: ["Being looked up", "wait"],
  REFUND_PENDING: ["Refund on its way", "wait"],
  PARTIALLY_REFUNDED: ["Refunded in part", "wait"],
  REFUNDED: ["Refunded", "bad"],
  CHARGED_BACK: ["Charged back", "bad"],
};
const REFUNDABLE = new Set(["PAID", "DELIVERED", "COMPLETED", "PARTIALLY_REFUNDED"]);
const UNPAID = new Set(["REQUESTED", "PAYABLE", "PENDING"]);
const MOVING = new Set(["VERIFYING", "PAID", "DELIVERED", "REFUND_PENDING", "OUTCOME_UNKNOWN"]);
const QUICK_MILLIS = 500;
const CALM_MILLIS = 2500;

const byId = (id) => document.getElementById(id);
const sheet = byId("sheet");
let player = remembered();
let products = [];
let lastStep = 0;
let opened = null;
let timer = 0;
let statusTimer = 0;

function remembered() {
  const kept = localStorage.getItem("player");
  if (kept) return kept;
  const made = "player-" + Math.floor(1000 + Math.random() * 9000);
  localStorage.setItem("player", made);
  return made;
}

function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

async function call(path, method = "GET", body) {
  const response = await fetch("/api" + path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail || "The game answered " + response.status);
  return answer;
}

const playersPath = (rest = "") => "/players/" + encodeURIComponent(player) + rest;

function say(text) {
  const status = byId("status");
  status.textContent = text;
  status.classList.add("shown");
  clearTimeout(statusTimer);
  statusTimer = setTimeout(() => status.classList.remove("shown"), 5000);
}

function money(amount, currency) {
  const digits = amount.includes(".") ? amount.split(".")[1].length : 0;
  return new Intl.NumberFormat(undefined, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Number(amount));
}

const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;

function priceOf(product) {
  return product.prices.find((price) => price.currency === chosen("currency"));
}

function nameOf(productId) {
  return products.find((product) => product.productId === productId)?.name ?? productId;
}

function showProducts() {
  byId("products").replaceChildren(...products.filter(priceOf).map((product) => {
    const price = priceOf(product);
    const shown = money(price.amount, price.currency);
    const button = element("button", { type: "button", className: "primary", textContent: shown });
    button.setAttribute("aria-label", `Buy ${product.name} for ${shown}`);
    button.addEventListener("click", () => buy(product, button));
    return element("li", {},
      element("span", { className: "name", textContent: product.name }),
      element("span", { className: "kind", textContent: KINDS[product.type] ?? product.type }),
      button);
  }));
}

function showInventory(inventory) {
  const items = Object.entries(inventory).filter(([, count]) => count !== 0);
  byId("inventory").replaceChildren(...(items.length === 0
    ? [element("li", { className: "empty", textContent: "Nothing yet. Buy something below." })]
    : items.map(([item, count]) => element("li", {},
        element("b", { textContent: count.toLocaleString() }), " × " + item))));
}

function showPurchases(purchases) {
  byId("purchases").replaceChildren(...(purchases.length === 0
    ? [element("li", { className: "empty", textContent: "None yet." })]
    : purchases.map(purchaseRow)));
}

function purchaseRow(purchase) {
  const [label, tone] = STATUSES[purchase.status] ?? [purchase.status, "wait"];
  const row = element("li", {},
    element("span", { className: "what" }, nameOf(purchase.productId),
      element("small", {
        textContent: `${money(purchase.total, purchase.currency)} · ${MARKETS[purchase.market] ?? purchase.market}`,
      })),
    element("span", { className: "tag " + tone, textContent: label }));
  if (purchase.leftForLater && UNPAID.has(purchase.status)) row.append(rowButton("Pay it now", purchase, payNow));
  if (purchase.refundsOnRequest && REFUNDABLE.has(purchase.status)) row.append(rowButton("Refund", purchase, refund));
  return row;
}

function rowButton(label, purchase, act) {
  const button = element("button", { type: "button", className: "plain", textContent: label });
  button.setAttribute("aria-label", `${label}: ${nameOf(purchase.productId)}`);
  button.addEventListener("click", () => act(purchase, button));
  return button;
}

function showSteps(steps) {
  for (const step of steps) {
    lastStep = Math.max(lastStep, step.number);
    const time = new Date(step.at).toLocaleTimeString();
    byId("activity").prepend(element("li", {},
      element("span", { className: "who", textContent: ACTORS[step.actor] ?? step.actor }),
      element("span", {}, step.what,
        element("small", {}, element("code", { textContent: step.how }), " · " + time))));
  }
}

async function refresh() {
  clearTimeout(timer);
  let pause = CALM_MILLIS;
  try {
    if (products.length === 0) {
      products = await call("/products");
      showProducts();
    }
    const [owned, purchases, steps] = await Promise.all([
      call(playersPath()),
      call(playersPath("/purchases")),
      call(playersPath("/activity?after=" + lastStep)),
    ]);
    showInventory(owned.inventory);
    showPurchases(purchases);
    showSteps(steps);
    if (purchases.some((purchase) => MOVING.has(purchase.status))) pause = QUICK_MILLIS;
  } catch (problem) {
    say(problem.message);
  }
  if (!document.hidden) timer = setTimeout(refresh, pause);
}

async function busy(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (problem) {
    say(problem.message);
  } finally {
    button.disabled = false;
    refresh();
  }
}

function buy(product, button) {
  return busy(button, async () => {
    const market = chosen("market");
    const purchase = await call(playersPath("/purchases"), "POST",
      { productId: product.productId, market, currency: chosen("currency") });
    opened = { purchase, product };
    byId("sheet-market").textContent = MARKETS[market];
    byId("sheet-title").textContent = product.name;
    byId("sheet-price").textContent = money(purchase.total, purchase.currency);
    sheet.querySelector('[data-choice="PENDING"]').hidden = !purchase.takesPaymentLater;
    sheet.showModal();
  });
}

const SAID = {
  PURCHASED: (name) => `${name} is on its way.`,
  PENDING: (name) => `${name} comes once it is paid. "Pay it now" is beside the purchase.`,
  DECLINED: () => "The store said no. Nothing was paid.",
};

function settle(choice, button) {
  return busy(button, async () => {
    const { purchase, product } = opened;
    const path = "/purchases/" + encodeURIComponent(purchase.purchaseId);
    if (choice === "CANCEL") {
      await call(path + "/cancel", "POST", {});
      say("You closed the store.");
    } else {
      await call(path + "/pay", "POST", { choice });
      say(SAID[choice](product.name));
    }
    opened = null;
    sheet.close();
  });
}

function payNow(purchase, button) {
  return busy(button, async () => {
    await call("/purchases/" + encodeURIComponent(purchase.purchaseId) + "/pay-now", "POST", {});
    say(`${nameOf(purchase.productId)} is paid, and on its way.`);
  });
}

function refund(purchase, button) {
  return busy(button, async () => {
    await call("/purchases/" + encodeURIComponent(purchase.purchaseId) + "/refund", "POST", {});
    say("Asked for: the money is on its way back.");
  });
}

sheet.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-choice]");
  if (button && opened) settle(button.dataset.choice, button);
});
sheet.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (opened) settle("CANCEL", sheet.querySelector('[data-choice="CANCEL"]'));
});
document.querySelectorAll('input[name="currency"]').forEach((input) => input.addEventListener("change", showProducts));
byId("player").value = player;
byId("player-form").addEventListener("submit", (event) => {
  event.preventDefault();
  player = byId("player").value;
  localStorage.setItem("player", player);
  lastStep = 0;
  byId("activity").replaceChildren();
  refresh();
});
document.addEventListener("visibilitychange", () => document.hidden || refresh());
refresh();
