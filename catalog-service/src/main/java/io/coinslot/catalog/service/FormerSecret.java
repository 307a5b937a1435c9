package io.coinslot.catalog.service;

import java.time.Instant;

/** A webhook secret that was replaced and signs until then beside the present one. */
record FormerSecret(int generation, Instant validUntil) {}
