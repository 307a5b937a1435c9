/** Shows the key that our requests to the card registry are signed with. */
@NullMarked
package io.coinslot.marketgateway.charge.rest;

import org.jspecify.annotations.NullMarked;
