package io.coinslot.marketgateway.notification;

/** Events of aggregates that publish none. */
public enum NoEvent {}
