/** What requests about cards may hold. */
@NullMarked
package io.coinslot.cardregistry.device.rest;

import org.jspecify.annotations.NullMarked;
