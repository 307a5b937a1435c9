/** What a registered card's token is charged with. */
@NullMarked
package io.coinslot.marketgateway.charge;

import org.jspecify.annotations.NullMarked;
