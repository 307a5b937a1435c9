/** Exchanging billing tokens. */
@NullMarked
package io.coinslot.billing.information.rest;

import org.jspecify.annotations.NullMarked;
