"""Speech becomes passages, codings and topics."""
