/** What financial companies tell by themselves. */
@NullMarked
package io.coinslot.cardregistry.notification.rest;

import org.jspecify.annotations.NullMarked;
