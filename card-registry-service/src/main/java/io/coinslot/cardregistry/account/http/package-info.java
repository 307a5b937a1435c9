/** Account assertions verified with the keys their provider publishes. */
@NullMarked
package io.coinslot.cardregistry.account.http;

import org.jspecify.annotations.NullMarked;
