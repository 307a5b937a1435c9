/** Fetches what a token is charged with from the card registry, by a signed request. */
@NullMarked
package io.coinslot.marketgateway.charge.http;

import org.jspecify.annotations.NullMarked;
