-- Records from before 0007 say nothing of what was taken out of them: each may hold something, until it is next written.
-- Devices whose people are due more than the packs made since begin their scopes anew, once.
UPDATE records SET open_to = open_to | 32768;
UPDATE access_epochs SET epoch = epoch + 1;
