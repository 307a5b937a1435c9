/** What operators see of sweeps. */
@NullMarked
package io.coinslot.marketgateway.sweep.rest;

import org.jspecify.annotations.NullMarked;
