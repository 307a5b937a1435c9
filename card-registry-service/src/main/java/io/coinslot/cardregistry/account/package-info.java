/** Account assertions: which account a device acts for. */
@NullMarked
package io.coinslot.cardregistry.account;

import org.jspecify.annotations.NullMarked;
