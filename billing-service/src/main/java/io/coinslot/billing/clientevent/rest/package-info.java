/** Games report what they saw. */
@NullMarked
package io.coinslot.billing.clientevent.rest;

import org.jspecify.annotations.NullMarked;
