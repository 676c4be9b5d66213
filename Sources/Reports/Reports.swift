package enum Reports {}
