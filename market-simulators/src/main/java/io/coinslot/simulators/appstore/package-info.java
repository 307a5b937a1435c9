/** The App Store: its server API, its chain of certificates, its signed transactions and its notifications. */
@NullMarked
package io.coinslot.simulators.appstore;

import org.jspecify.annotations.NullMarked;
