// Generated from openapi.json by npm run client:generate. Do not edit.
export interface paths {
    "/api/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List approvals
         * @description Calls that wait or waited for a yes, newest first: one’s own, and for admins everybody’s.
         */
        get: operations["approvals.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer an approval */
        post: operations["approvals.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Who did what in this workspace, newest first: ids and names of fields, never values.
         */
        get: operations["audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the caller’s own password */
        post: operations["auth.change-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/list-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the caller is signed in */
        get: operations["auth.list-sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password by a link
         * @description With the token of members.reset-link, once. Every session of the person ends.
         */
        post: operations["auth.reset-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/revoke-other-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the caller’s other sessions */
        post: operations["auth.revoke-other-sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/revoke-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End one of the caller’s sessions */
        post: operations["auth.revoke-session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-in/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in */
        post: operations["auth.sign-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: operations["auth.sign-out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-up/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description Signs in and makes a workspace.
         */
        post: operations["auth.sign-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A short-lived token for other programs */
        get: operations["auth.token"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find calendar conflicts
         * @description Finds pairs of the caller’s events that overlap between two days (inclusive); the coming seven days unless told.
         */
        get: operations["calendar.conflicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calendar events
         * @description Lists what is in the calendar between two days (inclusive), from today on unless told. A recurring event stands once for each occurrence. To find an event by words at any time use calendar.search; for free time use calendar.free-slots.
         */
        get: operations["calendar.list"];
        put?: never;
        /**
         * Create a calendar event
         * @description Puts an event, meeting or appointment into the calendar. A start without a time lasts all day; without an end it lasts one hour. `end` of an all-day event is its last day, inclusive. For a thing to do use tasks.create; to be told at a time use reminders.create.
         */
        post: operations["calendar.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a calendar event
         * @description Gives one event with all its fields; of a recurring event, the series.
         */
        get: operations["calendar.get"];
        put?: never;
        post?: never;
        /**
         * Delete calendar events
         * @description Deletes one event (id), a single occurrence of a recurring event (id and date), that one and all later ones (id, date and following), or all events a filter names (filter; with date only those on that day). Give either id or filter.
         */
        delete: operations["calendar.delete"];
        options?: never;
        head?: never;
        /**
         * Change a calendar event
         * @description Moves or changes one event: title, start, end, people, location, notes, recurrence. Only what is given changes; null clears. To invite somebody, use addPeople: people replaces all who are in it. A new start without an end keeps the length. Of a recurring event the whole series changes, or with date that one occurrence, or with date and following that one and all later ones.
         */
        patch: operations["calendar.update"];
        trace?: never;
    };
    "/api/calendar/export.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export the calendar */
        get: operations["calendar.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/free-slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find free time
         * @description Finds the free stretches of one day of the caller, or of the person named: working hours 09:00–17:00 unless a part of the day is named (morning 09–12, afternoon 12–17, evening 17–21), each at least durationMinutes long (30 unless told).
         */
        get: operations["calendar.free-slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a calendar */
        post: operations["calendar.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calendar imports
         * @description Imports of calendar files, the latest first, with what became of them.
         */
        get: operations["calendar.imports"];
        put?: never;
        /**
         * Begin to import a calendar file
         * @description A job that goes on behind the request: `GET /api/calendar/imports/{id}` says how far it is, `POST …/cancel` ends it. `?name=` is the name of the file.
         */
        post: operations["calendar.start-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how far a calendar import is
         * @description One import of a calendar file: how far it is, what it made, what it skipped and why.
         */
        get: operations["calendar.import-status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a calendar import
         * @description Ends an import that is under way. What it has brought stays.
         */
        post: operations["calendar.cancel-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something
         * @description Streams the AI SDK’s UI message stream; with Accept: application/json it answers once.
         */
        post: operations["chat.send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List chats
         * @description Lists this person’s chats.
         */
        get: operations["chat.sessions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a chat
         * @description Deletes a chat with all its messages.
         */
        delete: operations["chat.sessions.delete"];
        options?: never;
        head?: never;
        /**
         * Rename a chat
         * @description Gives a chat another title.
         */
        patch: operations["chat.sessions.rename"];
        trace?: never;
    };
    "/api/chat/sessions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a chat
         * @description Lists the messages of one of this person’s chats.
         */
        get: operations["chat.messages.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat/sessions/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the turn under way */
        post: operations["chat.stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat/sessions/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch the turn under way
         * @description 204 when there is none.
         */
        get: operations["chat.watch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Lists contacts by name. To find one by name, company or number use contacts.search.
         */
        get: operations["contacts.list"];
        put?: never;
        /**
         * Add a contact
         * @description Adds a person with e-mail, phone and company to the contacts. To change one use contacts.update.
         */
        post: operations["contacts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a contact
         * @description Gives one contact with e-mail, phone, company and notes.
         */
        get: operations["contacts.get"];
        put?: never;
        post?: never;
        /**
         * Delete contacts
         * @description Deletes one contact (id), or all contacts (filter: all). Give either id or filter.
         */
        delete: operations["contacts.delete"];
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description Changes name, e-mail, phone, company or notes of one contact. Only what is given changes; null clears.
         */
        patch: operations["contacts.update"];
        trace?: never;
    };
    "/api/embedders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List embedding models
         * @description The embedding models there are: the carried one, those in ATOM_MODELS_DIR, and servers; and which one this workspace uses.
         */
        get: operations["embedders.list"];
        put?: never;
        /**
         * Fetch an embedding model
         * @description Fetches the files of an embedding model once into ATOM_MODELS_DIR, in the background, and checks each SHA-256.
         */
        post: operations["embedders.fetch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/embedders/chosen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Choose the embedding model
         * @description Chooses what this workspace’s texts are embedded with: a model by its id, or a server by address and model; its key is kept in the vault. What was read before is embedded anew in the background, and found as before until then.
         */
        put: operations["embedders.choose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/embedders/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a server that embeds
         * @description Has a server embed one sentence and says how large its vectors are and how long it took, or what is wrong.
         */
        post: operations["embedders.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List files
         * @description Uploaded files, or the documents of another source, the latest first, with how far reading each has come.
         */
        get: operations["files.list"];
        put?: never;
        /**
         * Upload a file
         * @description The file is streamed in the field `file`; its name may have folders, apart by “/”. Several fields are several files, and the answer is then `{items}`. The files in a ZIP file are documents of their own. No other field is taken. Large files are better sent in pieces: see PATCH /api/files/uploads/{id}.
         */
        post: operations["files.upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List folders
         * @description Folders of uploaded files that lie in a folder, with how many files each holds.
         */
        get: operations["files.folders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read failed files again
         * @description Reads every document again whose reading failed, of all sources or of one.
         */
        post: operations["files.retry-failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List unfinished uploads
         * @description Files the caller began to send in pieces (tus) and that are not complete yet, with how much has come in.
         */
        get: operations["files.uploads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Give up an upload in pieces */
        delete: operations["files.end-upload"];
        options?: never;
        head?: never;
        /**
         * Send a piece of a large file
         * @description By tus 1.0.0: `POST /api/files` with the headers Tus-Resumable, Upload-Length and Upload-Metadata (filename, filetype) begins an upload and answers its Location; HEAD tells the Upload-Offset to go on from; PATCH sends what follows. Once all is there it is a file, whose id is in the header Atom-File. What gets no byte for two days goes.
         */
        patch: operations["files.upload-piece"];
        trace?: never;
    };
    "/api/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a file
         * @description One file or document by its id: how far reading it has come, or why it failed.
         */
        get: operations["files.get"];
        put?: never;
        post?: never;
        /**
         * Delete a file
         * @description Deletes an uploaded file for good: its content, its text and what is found of it, with the files in it.
         */
        delete: operations["files.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description The original, as it was uploaded.
         */
        get: operations["files.content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a file again
         * @description Reads a file or document again from its beginning, whether that failed before or not.
         */
        post: operations["files.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the text of a file
         * @description The text that was taken out of a file or document, around the place of a passage.
         */
        get: operations["files.text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What ATOM can do
         * @description Lists what this person can ask for, with an example each. To do one of these things use its own skill.
         */
        get: operations["help"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this installation takes sign-ups */
        get: operations["instance.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List open invitations
         * @description Invitations into this workspace that can still be used, newest first. Their tokens were shown once and are not known any more.
         */
        get: operations["invitations.list"];
        put?: never;
        /**
         * Invite somebody
         * @description Makes an invitation: whoever signs up with its token within a week joins this workspace. The token is shown once.
         */
        post: operations["members.invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether an invitation can still be used */
        post: operations["invitations.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation
         * @description Its link lets nobody in any more. Who came in by it already stays.
         */
        delete: operations["invitations.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description The caller’s API keys for this workspace, newest first, without the keys themselves.
         */
        get: operations["keys.list"];
        put?: never;
        /**
         * Make an API key
         * @description Makes a key with the caller’s own rights in this workspace. It is shown once. One made by a key ends with it.
         */
        post: operations["keys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description The key, and every key that was made with it, stops working at once and for good.
         */
        delete: operations["keys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show my profile
         * @description The caller: name, e-mail, time zone, language, role and workspace.
         */
        get: operations["me.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change my profile
         * @description Changes the caller’s name, time zone or language.
         */
        patch: operations["me.update"];
        trace?: never;
    };
    "/api/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people of the workspace
         * @description Everybody who belongs to this workspace, in the order they joined.
         */
        get: operations["members.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove somebody from the workspace
         * @description The person’s sessions, streams and API keys stop working in this workspace at once. What they wrote stays; what they alone could see of memory, such as what they had remembered, is forgotten for good. An invitation brings them back.
         */
        delete: operations["members.remove"];
        options?: never;
        head?: never;
        /**
         * Change somebody’s role
         * @description Gives a member another role, from their next request on. The last owner stays one.
         */
        patch: operations["members.update"];
        trace?: never;
    };
    "/api/members/{id}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link for a new password
         * @description For a member who forgot theirs: whoever has the token sets a new password for that account, once and within an hour. It is shown once; earlier ones end.
         */
        post: operations["members.reset-link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what was read
         * @description Streams the AI SDK’s UI message stream, at its end a part data-citations with found and citations; with Accept: application/json it answers once.
         */
        post: operations["memory.ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/explore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search everything, with counts
         * @description As memory.search, for a page: each passage with the words of the query marked in it and whether it says what was asked for, and how many documents were found of which category, source and author.
         */
        post: operations["memory.explore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is remembered of me
         * @description What the person told ATOM to remember of them, the latest first.
         */
        get: operations["memory.facts"];
        put?: never;
        /**
         * Remember something
         * @description Remembers a fact or preference of the person, to be used in later answers. Only they see it, in Settings. For a text to keep use notes.create.
         */
        post: operations["memory.remember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/facts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget something
         * @description Forgets for good one thing the person had remembered (see memory.facts).
         */
        delete: operations["memory.forget"];
        options?: never;
        head?: never;
        /**
         * Change what is remembered
         * @description Writes anew one thing the person had remembered (see memory.facts).
         */
        patch: operations["memory.correct"];
        trace?: never;
    };
    "/api/memory/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What memory is doing
         * @description Syncs of sources and the reading of what is queued: how far each is, how fast, and how long it will take.
         */
        get: operations["memory.jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel work of memory
         * @description Ends a sync, or the reading of what is queued: what was not read yet is marked as cancelled and can be read again later.
         */
        post: operations["memory.cancel-job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find related documents
         * @description Files, notes and other documents about the same as one, each with the passage that lies nearest to it. Nothing where none is near.
         */
        post: operations["memory.related"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search everything
         * @description Finds passages in files, notes, tasks, meetings, contacts and chats by words and meaning, each with the place it stands at.
         */
        post: operations["memory.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sources
         * @description Where memory’s documents come from: ATOM’s own records, uploaded files, folders and web pages.
         */
        get: operations["sources.list"];
        put?: never;
        /**
         * Add a source
         * @description Reads a folder of this machine (`path`), or a web page, sitemap or feed (`url`), and looks again by itself.
         */
        post: operations["sources.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a source
         * @description Forgets a source and everything that was read from it. What lies at the source itself stays there.
         */
        delete: operations["sources.delete"];
        options?: never;
        head?: never;
        /**
         * Change a source
         * @description Pauses or resumes a source, renames it, or says how often it is compared.
         */
        patch: operations["sources.update"];
        trace?: never;
    };
    "/api/memory/sources/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare a source now
         * @description Looks at once what is new, changed or gone at a source.
         */
        post: operations["sources.sync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/summarise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Summarise a document
         * @description Says in a few sentences what a file or another document that was read says, each statement with the passage it stands on. To answer a question use memory.ask.
         */
        post: operations["memory.summarise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/memory/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What memory holds
         * @description How many documents are read, queued or failed, what files take, and how large they may be.
         */
        get: operations["memory.usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List language models
         * @description The language models of this workspace in the order they are tried, never their keys.
         */
        get: operations["models.list"];
        put?: never;
        /**
         * Add a language model
         * @description Adds a language model, tried after those there are. Its key is kept in the vault. An address on this machine or in its network is for the owner of the installation.
         */
        post: operations["models.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/models/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a language model
         * @description Removes a language model and its key from this workspace. What it used stays in the record of usage.
         */
        delete: operations["models.remove"];
        options?: never;
        head?: never;
        /**
         * Change a language model
         * @description Changes a language model’s name, address, key or place, or turns it off. With a new address it forgets the key for the old one.
         */
        patch: operations["models.update"];
        trace?: never;
    };
    "/api/models/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a language model
         * @description Asks a language model for one word and says how long it took, or what is wrong.
         */
        post: operations["models.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notes
         * @description Lists notes, the newest first. To find notes by their words use notes.search.
         */
        get: operations["notes.list"];
        put?: never;
        /**
         * Write a note
         * @description Keeps a piece of text, with a title and labels where they are given. For a thing to do use tasks.create.
         */
        post: operations["notes.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a note
         * @description Gives one note with its whole text.
         */
        get: operations["notes.get"];
        put?: never;
        post?: never;
        /**
         * Delete notes
         * @description Deletes one note (id), or all notes (filter: all). Give either id or filter.
         */
        delete: operations["notes.delete"];
        options?: never;
        head?: never;
        /**
         * Change a note
         * @description Changes title, text or labels of one note; append adds a line at its end; addLabels adds labels, labels replaces all it has. Only what is given changes.
         */
        patch: operations["notes.update"];
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List notifications
         * @description The caller’s notifications, newest first.
         */
        get: operations["notifications.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark all notifications as read
         * @description Marks every notification of the caller as read.
         */
        post: operations["notifications.read-all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Mark a notification as read
         * @description Marks one of the caller’s notifications as read or unread.
         */
        patch: operations["notifications.read"];
        trace?: never;
    };
    "/api/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the policies
         * @description The rules of this workspace that allow, ask for or forbid skills.
         */
        get: operations["policies.get"];
        /**
         * Change the policies
         * @description Puts these rules in the place of all others.
         */
        put: operations["policies.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description Lists projects by name. For the tasks of one use tasks.list.
         */
        get: operations["projects.list"];
        put?: never;
        /**
         * Create a project
         * @description Adds a project that tasks can be gathered in. Naming a new project in a task makes it too.
         */
        post: operations["projects.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a project
         * @description Deletes a project. Its tasks stay and have no project then.
         */
        delete: operations["projects.delete"];
        options?: never;
        head?: never;
        /**
         * Change a project
         * @description Renames a project or changes its notes.
         */
        patch: operations["projects.update"];
        trace?: never;
    };
    "/api/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reminders
         * @description Lists reminders that will still fire, the next first; filter past or all for the others, from and to for days (inclusive).
         */
        get: operations["reminders.list"];
        put?: never;
        /**
         * Set a reminder
         * @description Reminds a person at a time, by a notification; a day without a time means 09:00. Use it whenever somebody asks to be reminded; for a thing to do without a moment use tasks.create.
         */
        post: operations["reminders.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reminders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a reminder
         * @description Gives one reminder with all its fields.
         */
        get: operations["reminders.get"];
        put?: never;
        post?: never;
        /**
         * Delete reminders
         * @description Deletes one reminder (id), a single date of a recurring one (id and date), or all a filter names (filter). Give either id or filter.
         */
        delete: operations["reminders.delete"];
        options?: never;
        head?: never;
        /**
         * Change a reminder
         * @description Changes title, time, recurrence or person of one reminder. Only what is given changes; null clears. To be told a little later use reminders.snooze.
         */
        patch: operations["reminders.update"];
        trace?: never;
    };
    "/api/reminders/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss a reminder
         * @description Says that a reminder is dealt with: it will not fire any more; a recurring one moves on to its next date.
         */
        post: operations["reminders.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reminders/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Snooze a reminder
         * @description Puts a reminder off: fires it again after durationMinutes (10 unless told) or at the moment in until.
         */
        post: operations["reminders.snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reset-links/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a link for a new password can still be used */
        post: operations["reset-links.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs
         * @description Runs of automations, newest first; by automation, status, time and words of their error.
         */
        get: operations["runs.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a run
         * @description How one run of an automation went.
         */
        get: operations["runs.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a run
         * @description Ends a run at once, wherever it is.
         */
        post: operations["runs.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at what started a run
         * @description What “event” stands for in the expressions of a run.
         */
        get: operations["runs.event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fork a run
         * @description Starts a new run that begins again at a step of one that ended, perhaps with another input. What ended before is taken over and not done again. With another input it acts as you.
         */
        post: operations["runs.fork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a run
         * @description Begins no further step until it is resumed.
         */
        post: operations["runs.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a run
         * @description Starts a new run with the same event, of the same version or of the one that is live.
         */
        post: operations["runs.replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a run
         * @description A paused run goes on.
         */
        post: operations["runs.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a run again
         * @description A failed or cancelled run goes on from the step that failed; what has ended is not done again.
         */
        post: operations["runs.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the steps of a run
         * @description What each step was given and gave, in the order in which they began. Long values are cut unless “whole” is set.
         */
        get: operations["runs.steps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A run as it goes on
         * @description Server-sent events: the run and its steps as they change, until it ends.
         */
        get: operations["runs.stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What ATOM can do */
        get: operations["skills.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/skills/{id}/invoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do it
         * @description The body is the skill’s input.
         */
        post: operations["skills.invoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The workspace’s events as they happen
         * @description Server-sent events; Last-Event-ID brings what was missed.
         */
        get: operations["stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description Lists tasks, open ones unless told, ordered by due date. Filter by project, assignee, labels, priority or days (inclusive): when they are due, or when they were finished. To find a task by its words use tasks.search.
         */
        get: operations["tasks.list"];
        put?: never;
        /**
         * Create a task
         * @description Adds one thing to do, with a due date, project, assignee, priority or labels where they are given. To change an existing task use tasks.update; to be told at a time use reminders.create; for a meeting use calendar.create.
         */
        post: operations["tasks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a task
         * @description Gives one task with all its fields. To look for several use tasks.search.
         */
        get: operations["tasks.get"];
        put?: never;
        post?: never;
        /**
         * Delete tasks
         * @description Deletes one task (id), all tasks a filter names (filter), or a single date of a recurring task (id and date). Give either id or filter. To mark it done use tasks.complete.
         */
        delete: operations["tasks.delete"];
        options?: never;
        head?: never;
        /**
         * Change a task
         * @description Changes fields of one task: title, due date, priority, project, assignee, status, labels, notes. Only what is given changes; null clears. To tag it, use addLabels: labels replaces all it has. A recurring task keeps a date as long as it repeats, and marked done it moves to its next date. To mark it done use tasks.complete.
         */
        patch: operations["tasks.update"];
        trace?: never;
    };
    "/api/tasks/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a task
         * @description Marks a task as done. A recurring task moves to its next date. To delete it instead use tasks.delete.
         */
        post: operations["tasks.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/understand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the offline understanding would do
         * @description It does nothing.
         */
        post: operations["understand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Takes back the last change made in this conversation, or the one whose undoId is given. It cannot bring back what was deleted for good.
         */
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what language models used
         * @description Tokens and cost of each answer of a language model, newest first, with the sums of the span. From and to are days, inclusive.
         */
        get: operations["usage.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List variables
         * @description The values automations read as “vars.name”, by name; of secrets only that they are set.
         */
        get: operations["variables.list"];
        /**
         * Set a variable
         * @description Sets a value that automations read as “vars.name”. A secret is kept in the vault and never shown again.
         */
        put: operations["variables.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/variables/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a variable
         * @description Removes a variable. A step that names it fails from then on.
         */
        delete: operations["variables.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List automations
         * @description The automations of this workspace with how their last runs ended, by name.
         */
        get: operations["workflows.list"];
        put?: never;
        /**
         * Create an automation
         * @description Adds an automation from a graph, as a draft. It runs once it is published with workflows.publish.
         */
        post: operations["workflows.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description What happens here that can start an automation or be waited for, each with what “event” stands for then.
         */
        get: operations["workflows.events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import automations
         * @description Takes automations from exported files, as drafts or published at once. One with the same name is replaced only when told.
         */
        post: operations["workflows.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/node-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the kinds of steps
         * @description What automations are made of: each kind of step, of trigger and of setting with its fields as JSON Schema.
         */
        get: operations["workflows.node-types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List templates of automations
         * @description Automations to begin with: give the graph of one to workflows.create.
         */
        get: operations["workflows.templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at an automation
         * @description One automation with its draft and what keeps it from being published.
         */
        get: operations["workflows.get"];
        put?: never;
        post?: never;
        /**
         * Delete an automation
         * @description Removes an automation. Nothing starts it any more; what its runs did stays.
         */
        delete: operations["workflows.delete"];
        options?: never;
        head?: never;
        /**
         * Change an automation
         * @description Changes its name or draft, or pauses and enables it with “enabled”. A changed draft is live only once it is published.
         */
        patch: operations["workflows.update"];
        trace?: never;
    };
    "/api/workflows/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries
         * @description Calls to the address of an automation, newest first, with what each was answered; those that were refused too.
         */
        get: operations["workflows.deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay a delivery
         * @description Starts a run of the published version with the same call again.
         */
        post: operations["workflows.replay-delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare versions of an automation
         * @description What differs between two versions, or between a version and the draft: steps, their fields and the arrows.
         */
        get: operations["workflows.diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export an automation
         * @description The draft as a text made for git: no secrets, no ids of people, other automations by name.
         */
        get: operations["workflows.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish an automation
         * @description Makes the draft the live version and enables it. Its runs act as the person who published it.
         */
        post: operations["workflows.publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll back an automation
         * @description Publishes an old version as a new one; its runs act as you. A draft without changes of its own follows, one with changes stays.
         */
        post: operations["workflows.roll-back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run an automation
         * @description Starts the published version now, whatever its trigger is.
         */
        post: operations["workflows.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/test-node": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a step
         * @description Runs one step alone, as you, with the event and the outputs of other steps you give. It changes nothing unless “confirm” is set.
         */
        post: operations["workflows.test-node"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an automation
         * @description Runs the draft once with an event of your own, as you. It is real unless “dry” is set; nothing is published.
         */
        post: operations["workflows.try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check an automation
         * @description Says what is wrong with a graph; with the draft unless one is given.
         */
        post: operations["workflows.validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions of an automation
         * @description What was published, newest first.
         */
        get: operations["workflows.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a version of an automation
         * @description The graph of one version. Below zero are drafts that were tried out.
         */
        get: operations["workflows.version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the workspace
         * @description The workspace the caller works in.
         */
        get: operations["workspace.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename the workspace
         * @description Gives the workspace another name.
         */
        patch: operations["workspace.update"];
        trace?: never;
    };
    "/api/workspace/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave the workspace
         * @description Ends the caller’s own membership, with their sessions and API keys here; what they alone could see of memory, such as what they had remembered, is forgotten for good. The last owner cannot leave.
         */
        post: operations["workspace.leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready to answer a chat message? */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{workspace}/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an automation from outside
         * @description The address an automation gives as webhookUrl; with the methods it says. A repeated Idempotency-Key starts nothing new.
         */
        post: operations["hooks.call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description Stable; programs may rely on it. */
            code: string;
            /** @description A sentence for a person. */
            detail: string;
            errors?: {
                path: string;
                message: string;
            }[];
            candidates?: {
                id: string;
                title: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "approvals.list": {
        parameters: {
            query?: {
                status?: "pending" | "approved" | "denied" | "expired";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            skill: string;
                            input: unknown;
                            /** @enum {string} */
                            status: "pending" | "approved" | "denied" | "expired";
                            requestedBy: string;
                            runId?: string;
                            sessionId?: string;
                            /** @description What is asked, in words: “Delete the task “Pay rent”?”. */
                            question?: string;
                            /** @description What the things were called that the input names by id, by field, when it was asked. */
                            named?: {
                                [key: string]: string;
                            };
                            /** @description Fields to fill in. */
                            form?: unknown;
                            /** @description What was filled in. */
                            answers?: unknown;
                            assignees?: string[];
                            /** @description Id of the person who answered. */
                            decidedBy?: string;
                            createdAt: string;
                            expiresAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "approvals.decide": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "approve" | "deny";
                    input?: {
                        [key: string]: unknown;
                    };
                    form?: {
                        [key: string]: unknown;
                    };
                    always?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        skill: string;
                        input: unknown;
                        /** @enum {string} */
                        status: "pending" | "approved" | "denied" | "expired";
                        requestedBy: string;
                        runId?: string;
                        sessionId?: string;
                        /** @description What is asked, in words: “Delete the task “Pay rent”?”. */
                        question?: string;
                        /** @description What the things were called that the input names by id, by field, when it was asked. */
                        named?: {
                            [key: string]: string;
                        };
                        /** @description Fields to fill in. */
                        form?: unknown;
                        /** @description What was filled in. */
                        answers?: unknown;
                        assignees?: string[];
                        /** @description Id of the person who answered. */
                        decidedBy?: string;
                        createdAt: string;
                        expiresAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            at: string;
                            actor: string;
                            who?: string;
                            /** @enum {string} */
                            via: "api" | "chat" | "workflow" | "agent" | "mcp";
                            skill: string;
                            /** @enum {string} */
                            effect: "read" | "write" | "destructive";
                            target?: string;
                            fields: string[];
                            /** @enum {string} */
                            outcome: "done" | "failed" | "denied" | "asked";
                            error?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                    revokeOtherSessions?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.list-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        token: string;
                        createdAt: string;
                        userAgent: string | null;
                    }[];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    newPassword: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.revoke-other-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.revoke-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "auth.token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.conflicts": {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            first: {
                                id: string;
                                title: string;
                                start: string;
                                end: string;
                            };
                            second: {
                                id: string;
                                title: string;
                                start: string;
                                end: string;
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.list": {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                query?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            title: string;
                            /** @description A moment with its zone, or a day when it lasts all day. */
                            start: string;
                            /** @description A moment with its zone, or the last day, inclusive. */
                            end: string;
                            allDay: boolean;
                            /** @description IANA zone in which it repeats. */
                            timeZone: string;
                            /** @description RFC 5545, without RRULE:. */
                            rrule?: string;
                            /** @description Names of those who take part. */
                            people: string[];
                            location?: string;
                            notes?: string;
                            /** @description Of one date of a series that was changed alone: the id of the series. */
                            seriesId?: string;
                            /** @description Of one date of a series that was changed alone: the date it stands for. */
                            seriesDate?: string;
                            createdAt: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    start: string;
                    end?: string;
                    /** @description Follows from start when it is not given: true when start is a day. */
                    allDay?: boolean;
                    /** @description IANA zone in which it repeats, and in which start and end are that name none; the person’s unless told. */
                    timeZone?: string;
                    rrule?: string;
                    people?: string[];
                    location?: string;
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A moment with its zone, or a day when it lasts all day. */
                        start: string;
                        /** @description A moment with its zone, or the last day, inclusive. */
                        end: string;
                        allDay: boolean;
                        /** @description IANA zone in which it repeats. */
                        timeZone: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Names of those who take part. */
                        people: string[];
                        location?: string;
                        notes?: string;
                        /** @description Of one date of a series that was changed alone: the id of the series. */
                        seriesId?: string;
                        /** @description Of one date of a series that was changed alone: the date it stands for. */
                        seriesDate?: string;
                        createdAt: string;
                        updatedAt: string;
                        /** @description What else is planned at that time. */
                        conflicts: {
                            id: string;
                            title: string;
                            start: string;
                            end: string;
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A moment with its zone, or a day when it lasts all day. */
                        start: string;
                        /** @description A moment with its zone, or the last day, inclusive. */
                        end: string;
                        allDay: boolean;
                        /** @description IANA zone in which it repeats. */
                        timeZone: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Names of those who take part. */
                        people: string[];
                        location?: string;
                        notes?: string;
                        /** @description Of one date of a series that was changed alone: the id of the series. */
                        seriesId?: string;
                        /** @description Of one date of a series that was changed alone: the date it stands for. */
                        seriesDate?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.delete": {
        parameters: {
            query?: {
                filter?: "upcoming" | "past" | "all";
                date?: string;
                following?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    start?: string;
                    end?: string;
                    /** @description Follows from start when it is not given: true when start is a day. */
                    allDay?: boolean;
                    /** @description IANA zone in which it repeats, and in which start and end are that name none; the person’s unless told. */
                    timeZone?: string;
                    rrule?: string | null;
                    /** @description Replaces the whole list: who or what is left out goes. To keep those there are, use addPeople. */
                    people?: string[];
                    /** @description Added to the people there are, each once; none goes. Not together with people. */
                    addPeople?: string[];
                    location?: string | null;
                    notes?: string | null;
                    /** @description Only this occurrence of a recurring event: its day, or the time at which it starts. */
                    date?: string;
                    /** @description With date: that occurrence and all after it. */
                    following?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A moment with its zone, or a day when it lasts all day. */
                        start: string;
                        /** @description A moment with its zone, or the last day, inclusive. */
                        end: string;
                        allDay: boolean;
                        /** @description IANA zone in which it repeats. */
                        timeZone: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Names of those who take part. */
                        people: string[];
                        location?: string;
                        notes?: string;
                        /** @description Of one date of a series that was changed alone: the id of the series. */
                        seriesId?: string;
                        /** @description Of one date of a series that was changed alone: the date it stands for. */
                        seriesDate?: string;
                        createdAt: string;
                        updatedAt: string;
                        /** @description What else is planned at that time. */
                        conflicts: {
                            id: string;
                            title: string;
                            start: string;
                            end: string;
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.free-slots": {
        parameters: {
            query: {
                date: string;
                part?: "morning" | "afternoon" | "evening";
                durationMinutes?: number;
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        date: string;
                        items: {
                            start: string;
                            end: string;
                            minutes: number;
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/calendar": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.imports": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            status: "queued" | "running" | "done" | "cancelled" | "failed";
                            done: number;
                            /** @description Events in the file, once it is read. */
                            total?: number;
                            created: number;
                            updated: number;
                            skipped: number;
                            /** @description Which were skipped, at most 50 of them, and why. */
                            left: {
                                title: string;
                                reason: string;
                            }[];
                            /** @description Why nothing, or no more, was imported. */
                            error?: string;
                            createdAt: string;
                            finishedAt?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.start-import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/calendar": string;
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "done" | "cancelled" | "failed";
                        done: number;
                        /** @description Events in the file, once it is read. */
                        total?: number;
                        created: number;
                        updated: number;
                        skipped: number;
                        /** @description Which were skipped, at most 50 of them, and why. */
                        left: {
                            title: string;
                            reason: string;
                        }[];
                        /** @description Why nothing, or no more, was imported. */
                        error?: string;
                        createdAt: string;
                        finishedAt?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.import-status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "done" | "cancelled" | "failed";
                        done: number;
                        /** @description Events in the file, once it is read. */
                        total?: number;
                        created: number;
                        updated: number;
                        skipped: number;
                        /** @description Which were skipped, at most 50 of them, and why. */
                        left: {
                            title: string;
                            reason: string;
                        }[];
                        /** @description Why nothing, or no more, was imported. */
                        error?: string;
                        createdAt: string;
                        finishedAt?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar.cancel-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "done" | "cancelled" | "failed";
                        done: number;
                        /** @description Events in the file, once it is read. */
                        total?: number;
                        created: number;
                        updated: number;
                        skipped: number;
                        /** @description Which were skipped, at most 50 of them, and why. */
                        left: {
                            title: string;
                            reason: string;
                        }[];
                        /** @description Why nothing, or no more, was imported. */
                        error?: string;
                        createdAt: string;
                        finishedAt?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chat.send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sessionId?: string;
                    text: string;
                    agent?: string;
                    messageId?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessionId: string;
                        text: string;
                        calls: {
                            skill: string;
                            input: {
                                [key: string]: unknown;
                            };
                            output?: unknown;
                            error?: {
                                code: string;
                                message: string;
                            };
                            approval?: {
                                id: string;
                                /** @enum {string} */
                                status: "pending" | "approved" | "denied" | "expired";
                                expiresAt: string;
                                question?: string;
                            };
                            undoId?: string;
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chat.sessions.list": {
        parameters: {
            query?: {
                query?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            title: string;
                            busy?: boolean;
                            createdAt: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chat.sessions.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chat.sessions.rename": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        busy?: boolean;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chat.messages.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            sessionId: string;
                            /** @enum {string} */
                            role: "user" | "assistant";
                            parts: ({
                                /** @constant */
                                type: "text";
                                text: string;
                            } | {
                                /** @constant */
                                type: "call";
                                id: string;
                                skill: string;
                                title: string;
                                input: {
                                    [key: string]: unknown;
                                };
                                named?: {
                                    [key: string]: string;
                                };
                                /** @enum {string} */
                                status: "running" | "done" | "failed" | "asks" | "denied";
                                output?: unknown;
                                error?: {
                                    code: string;
                                    message: string;
                                };
                                approval?: {
                                    id: string;
                                    /** @enum {string} */
                                    status: "pending" | "approved" | "denied" | "expired";
                                    expiresAt: string;
                                    question?: string;
                                };
                                undoId?: string;
                                undone?: boolean;
                            })[];
                            /** @enum {string} */
                            status: "streaming" | "done" | "stopped" | "failed";
                            createdAt: string;
                            usage?: {
                                model?: string;
                                inputTokens: number;
                                outputTokens: number;
                                cost?: number;
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chat.stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        stopped: number;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "chat.watch": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "contacts.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            email?: string;
                            phone?: string;
                            company?: string;
                            notes?: string;
                            createdAt: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "contacts.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** Format: email */
                    email?: string;
                    phone?: string;
                    company?: string;
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        email?: string;
                        phone?: string;
                        company?: string;
                        notes?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "contacts.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        email?: string;
                        phone?: string;
                        company?: string;
                        notes?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "contacts.delete": {
        parameters: {
            query?: {
                filter?: "all";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "contacts.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    email?: string | null;
                    phone?: string | null;
                    company?: string | null;
                    notes?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        email?: string;
                        phone?: string;
                        company?: string;
                        notes?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "embedders.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /**
                             * @description Carried by ATOM, in ATOM_MODELS_DIR, a server this workspace set up, or one the operator set.
                             * @enum {string}
                             */
                            origin: "carried" | "folder" | "address" | "environment";
                            dimension?: number;
                            problem?: string;
                            /** @description What is read in this workspace is embedded with it. */
                            chosen?: boolean;
                            baseUrl?: string;
                            model?: string;
                            hasKey?: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "embedders.fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    files: {
                        /** @enum {string} */
                        name: "model.onnx" | "tokenizer.json" | "tokenizer_config.json" | "config.json" | "sentence_bert_config.json";
                        /** Format: uri */
                        url: string;
                        sha256: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jobId: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "embedders.choose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id?: string;
                    /** @description OpenAI-compatible, such as http://localhost:8080/v1, or of Ollama, such as http://localhost:11434. */
                    baseUrl?: string;
                    /** @description The embedding model’s name there, such as text-embedding-3-small or bge-m3. */
                    model?: string;
                    apiKey?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /**
                         * @description Carried by ATOM, in ATOM_MODELS_DIR, a server this workspace set up, or one the operator set.
                         * @enum {string}
                         */
                        origin: "carried" | "folder" | "address" | "environment";
                        dimension?: number;
                        problem?: string;
                        /** @description What is read in this workspace is embedded with it. */
                        chosen?: boolean;
                        baseUrl?: string;
                        model?: string;
                        hasKey?: boolean;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "embedders.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description OpenAI-compatible, such as http://localhost:8080/v1, or of Ollama, such as http://localhost:11434. */
                    baseUrl: string;
                    /** @description The embedding model’s name there, such as text-embedding-3-small or bge-m3. */
                    model: string;
                    apiKey?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        dimension?: number;
                        latencyMs?: number;
                        problem?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "queued" | "processing" | "ready" | "failed";
                source?: string;
                folder?: string;
                directly?: boolean;
                parent?: string;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description With its folders, apart by “/”. */
                            name: string;
                            /** @description As the file says itself, else its name. */
                            title: string;
                            /** @enum {string} */
                            status: "queued" | "processing" | "ready" | "failed";
                            /** @description Why it could not be read. */
                            error?: string;
                            errorCode?: string;
                            mediaType: string;
                            /** @description Bytes. */
                            size: number;
                            source: string;
                            /** @description The file it was found in: a ZIP file, or a mail it is attached to. */
                            parent?: string;
                            /** @description In how many passages it is found. */
                            passages: number;
                            language?: string;
                            uri: string;
                            /** @description Whether GET /api/files/{id}/content gives the original. */
                            download: boolean;
                            createdAt: string;
                            readAt?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @enum {string} */
                        status: "queued" | "processing" | "ready" | "failed";
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.folders": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                folder?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            /** @description With the folders it lies in, apart by “/”. */
                            path: string;
                            /** @description In it and in the folders below it. */
                            files: number;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    source?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        queued: number;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.uploads": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description With its folders, apart by “/”. */
                            name: string;
                            mediaType: string;
                            /** @description Bytes it will have. */
                            size: number;
                            /** @description Bytes that have come in. */
                            received: number;
                            /** @description When what has come in goes, unless more comes. */
                            expiresAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.end-upload": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.upload-piece": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": {
                    /** Format: binary */
                    body: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description With its folders, apart by “/”. */
                        name: string;
                        /** @description As the file says itself, else its name. */
                        title: string;
                        /** @enum {string} */
                        status: "queued" | "processing" | "ready" | "failed";
                        /** @description Why it could not be read. */
                        error?: string;
                        errorCode?: string;
                        mediaType: string;
                        /** @description Bytes. */
                        size: number;
                        source: string;
                        /** @description The file it was found in: a ZIP file, or a mail it is attached to. */
                        parent?: string;
                        /** @description In how many passages it is found. */
                        passages: number;
                        language?: string;
                        uri: string;
                        /** @description Whether GET /api/files/{id}/content gives the original. */
                        download: boolean;
                        createdAt: string;
                        readAt?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.content": {
        parameters: {
            query?: {
                inline?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description With its folders, apart by “/”. */
                        name: string;
                        /** @description As the file says itself, else its name. */
                        title: string;
                        /** @enum {string} */
                        status: "queued" | "processing" | "ready" | "failed";
                        /** @description Why it could not be read. */
                        error?: string;
                        errorCode?: string;
                        mediaType: string;
                        /** @description Bytes. */
                        size: number;
                        source: string;
                        /** @description The file it was found in: a ZIP file, or a mail it is attached to. */
                        parent?: string;
                        /** @description In how many passages it is found. */
                        passages: number;
                        language?: string;
                        uri: string;
                        /** @description Whether GET /api/files/{id}/content gives the original. */
                        download: boolean;
                        createdAt: string;
                        readAt?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.text": {
        parameters: {
            query?: {
                start?: number;
                end?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Which character of the whole text it begins with. */
                        from: number;
                        text: string;
                        /** @description Characters of the whole text. */
                        length: number;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    help: {
        parameters: {
            query?: {
                topic?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        families: {
                            id: string;
                            title: string;
                            skills: {
                                id: string;
                                title: string;
                                example?: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "instance.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        signUp: "open" | "invite" | "closed";
                        empty: boolean;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            email?: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                            expiresAt: string;
                            createdBy: string;
                            createdAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: email
                     * @description Only a person with this address may use it.
                     */
                    email?: string;
                    /**
                     * @default member
                     * @enum {string}
                     */
                    role?: "owner" | "admin" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        email?: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        token: string;
                        expiresAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        usable: boolean;
                        workspace?: string;
                        email?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invitations.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            hint: string;
                            createdAt: string;
                            lastUsedAt?: string;
                            expiresAt?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    expiresInDays?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        hint: string;
                        createdAt: string;
                        lastUsedAt?: string;
                        expiresAt?: string;
                        key: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "me.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        email: string;
                        timeZone: string;
                        locale: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        workspace: {
                            id: string;
                            name: string;
                            createdAt: string;
                        };
                        workspaces: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        }[];
                        ownsInstance: boolean;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "me.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description IANA name, such as Europe/Berlin. */
                    timeZone?: string;
                    /** @description BCP 47, such as en-GB. */
                    locale?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        email: string;
                        timeZone: string;
                        locale: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        workspace: {
                            id: string;
                            name: string;
                            createdAt: string;
                        };
                        workspaces: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                        }[];
                        ownsInstance: boolean;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "admin" | "member" | "viewer";
                            joinedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "admin" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        email: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        joinedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "members.reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                        expiresAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    question: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answer: string;
                        /** @description False when nothing that was read supports an answer. */
                        found: boolean;
                        citations: {
                            /** @description For an uploaded file the id of the file. */
                            documentId: string;
                            title: string;
                            uri: string;
                            text: string;
                            /** @description Page or slide, from 1. */
                            page?: number;
                            sheet?: string;
                            /** @description In that sheet, such as A2:D9. */
                            cells?: string;
                            /** @description Of a text file: its first line, from 1. */
                            line?: number;
                            lastLine?: number;
                            /** @description The headings above it, the highest first, with › between. */
                            heading?: string;
                            /** @description First character in the text of the document. */
                            start: number;
                            end: number;
                            /** @description 0 to 1. */
                            score: number;
                            /** @description When it was written. */
                            at: string;
                            /** @enum {string} */
                            category: "conversation" | "document" | "user" | "workflow" | "integration" | "record";
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.explore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string;
                    /** @default 20 */
                    limit?: number;
                    filters?: {
                        sources?: string[];
                        categories?: ("conversation" | "document" | "user" | "workflow" | "integration" | "record")[];
                        documents?: string[];
                        author?: string;
                        /** @description Written then or later; of a day its beginning. */
                        from?: string;
                        /** @description Written earlier; of a day its beginning. */
                        before?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description For an uploaded file the id of the file. */
                            documentId: string;
                            title: string;
                            uri: string;
                            text: string;
                            /** @description Page or slide, from 1. */
                            page?: number;
                            sheet?: string;
                            /** @description In that sheet, such as A2:D9. */
                            cells?: string;
                            /** @description Of a text file: its first line, from 1. */
                            line?: number;
                            lastLine?: number;
                            /** @description The headings above it, the highest first, with › between. */
                            heading?: string;
                            /** @description First character in the text of the document. */
                            start: number;
                            end: number;
                            /** @description 0 to 1. */
                            score: number;
                            /** @description When it was written. */
                            at: string;
                            /** @enum {string} */
                            category: "conversation" | "document" | "user" | "workflow" | "integration" | "record";
                            source: string;
                            sourceName: string;
                            mediaType: string;
                            author?: string;
                            /** @description Where the text of the passage has words of the query, from its first character on. */
                            marks: {
                                start: number;
                                end: number;
                            }[];
                            /** @description Whether an answer could stand on it; if not, it is only the closest there is. */
                            supported: boolean;
                        }[];
                        facets: {
                            categories: {
                                /** @enum {string} */
                                value: "conversation" | "document" | "user" | "workflow" | "integration" | "record";
                                name: string;
                                /** @description Documents among those found. */
                                count: number;
                            }[];
                            sources: {
                                value: string;
                                name: string;
                                /** @description Documents among those found. */
                                count: number;
                            }[];
                            authors: {
                                value: string;
                                name: string;
                                /** @description Documents among those found. */
                                count: number;
                            }[];
                        };
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.facts": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            text: string;
                            createdAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.remember": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        text: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.forget": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        text: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.correct": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        text: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.jobs": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "sync" | "index" | "reembed";
                            source?: string;
                            title: string;
                            /** @enum {string} */
                            status: "queued" | "running" | "done" | "cancelled" | "failed";
                            done: number;
                            /** @description As far as it is known. */
                            total?: number;
                            /** @description Documents a minute since it began. */
                            perMinute?: number;
                            /** @description At that rate. */
                            secondsLeft?: number;
                            /** @description What it is at. */
                            note?: string;
                            error?: string;
                            startedAt?: string;
                            finishedAt?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.cancel-job": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "sync" | "index" | "reembed";
                        source?: string;
                        title: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "done" | "cancelled" | "failed";
                        done: number;
                        /** @description As far as it is known. */
                        total?: number;
                        /** @description Documents a minute since it began. */
                        perMinute?: number;
                        /** @description At that rate. */
                        secondsLeft?: number;
                        /** @description What it is at. */
                        note?: string;
                        error?: string;
                        startedAt?: string;
                        finishedAt?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: string;
                    /** @default 5 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description For an uploaded file the id of the file. */
                            documentId: string;
                            title: string;
                            uri: string;
                            text: string;
                            /** @description Page or slide, from 1. */
                            page?: number;
                            sheet?: string;
                            /** @description In that sheet, such as A2:D9. */
                            cells?: string;
                            /** @description Of a text file: its first line, from 1. */
                            line?: number;
                            lastLine?: number;
                            /** @description The headings above it, the highest first, with › between. */
                            heading?: string;
                            /** @description First character in the text of the document. */
                            start: number;
                            end: number;
                            /** @description 0 to 1. */
                            score: number;
                            /** @description When it was written. */
                            at: string;
                            /** @enum {string} */
                            category: "conversation" | "document" | "user" | "workflow" | "integration" | "record";
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    query: string;
                    /** @default 10 */
                    limit?: number;
                    filters?: {
                        sources?: string[];
                        categories?: ("conversation" | "document" | "user" | "workflow" | "integration" | "record")[];
                        documents?: string[];
                        author?: string;
                        /** @description Written then or later; of a day its beginning. */
                        from?: string;
                        /** @description Written earlier; of a day its beginning. */
                        before?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description For an uploaded file the id of the file. */
                            documentId: string;
                            title: string;
                            uri: string;
                            text: string;
                            /** @description Page or slide, from 1. */
                            page?: number;
                            sheet?: string;
                            /** @description In that sheet, such as A2:D9. */
                            cells?: string;
                            /** @description Of a text file: its first line, from 1. */
                            line?: number;
                            lastLine?: number;
                            /** @description The headings above it, the highest first, with › between. */
                            heading?: string;
                            /** @description First character in the text of the document. */
                            start: number;
                            end: number;
                            /** @description 0 to 1. */
                            score: number;
                            /** @description When it was written. */
                            at: string;
                            /** @enum {string} */
                            category: "conversation" | "document" | "user" | "workflow" | "integration" | "record";
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sources.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @description `folder`, `web`, `upload`, or a kind of ATOM’s own records such as `note`. */
                            type: string;
                            name: string;
                            /** @description The folder’s path or the web address. */
                            location?: string;
                            /** @enum {string} */
                            status: "idle" | "syncing" | "paused" | "failed";
                            /** @description Why the last sync failed. */
                            error?: string;
                            /** @description There by itself: it can be paused, not deleted. */
                            builtIn: boolean;
                            documents: {
                                queued: number;
                                processing: number;
                                ready: number;
                                failed: number;
                            };
                            /** @description How often it is compared again by itself. */
                            everyMinutes?: number;
                            syncedAt?: string;
                            createdAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sources.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "folder" | "web";
                    name?: string;
                    /** @description Of a folder: its whole path. */
                    path?: string;
                    /** @description Of a page, a sitemap or an RSS or Atom feed. */
                    url?: string;
                    /** @description In a folder: what is left out, in the words of .gitignore. */
                    ignore?: string[];
                    /** @description Of the web: pages at most. */
                    maxPages?: number;
                    /** @description Minutes between two comparisons. */
                    everyMinutes?: number;
                    /**
                     * @description Who may find what it holds; the workspace unless told.
                     * @enum {string}
                     */
                    visibleTo?: "workspace" | "me";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description `folder`, `web`, `upload`, or a kind of ATOM’s own records such as `note`. */
                        type: string;
                        name: string;
                        /** @description The folder’s path or the web address. */
                        location?: string;
                        /** @enum {string} */
                        status: "idle" | "syncing" | "paused" | "failed";
                        /** @description Why the last sync failed. */
                        error?: string;
                        /** @description There by itself: it can be paused, not deleted. */
                        builtIn: boolean;
                        documents: {
                            queued: number;
                            processing: number;
                            ready: number;
                            failed: number;
                        };
                        /** @description How often it is compared again by itself. */
                        everyMinutes?: number;
                        syncedAt?: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sources.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sources.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    paused?: boolean;
                    /** @description Minutes between two comparisons. */
                    everyMinutes?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description `folder`, `web`, `upload`, or a kind of ATOM’s own records such as `note`. */
                        type: string;
                        name: string;
                        /** @description The folder’s path or the web address. */
                        location?: string;
                        /** @enum {string} */
                        status: "idle" | "syncing" | "paused" | "failed";
                        /** @description Why the last sync failed. */
                        error?: string;
                        /** @description There by itself: it can be paused, not deleted. */
                        builtIn: boolean;
                        documents: {
                            queued: number;
                            processing: number;
                            ready: number;
                            failed: number;
                        };
                        /** @description How often it is compared again by itself. */
                        everyMinutes?: number;
                        syncedAt?: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sources.sync": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description `folder`, `web`, `upload`, or a kind of ATOM’s own records such as `note`. */
                        type: string;
                        name: string;
                        /** @description The folder’s path or the web address. */
                        location?: string;
                        /** @enum {string} */
                        status: "idle" | "syncing" | "paused" | "failed";
                        /** @description Why the last sync failed. */
                        error?: string;
                        /** @description There by itself: it can be paused, not deleted. */
                        builtIn: boolean;
                        documents: {
                            queued: number;
                            processing: number;
                            ready: number;
                            failed: number;
                        };
                        /** @description How often it is compared again by itself. */
                        everyMinutes?: number;
                        syncedAt?: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.summarise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        documentId: string;
                        title: string;
                        /** @description `[1]` in it is the first citation. */
                        summary: string;
                        /** @description By a language model; otherwise it quotes the sentences that tell most. */
                        written: boolean;
                        /** @description False where the document is too long for all of it to be looked at. */
                        whole: boolean;
                        citations: {
                            /** @description For an uploaded file the id of the file. */
                            documentId: string;
                            title: string;
                            uri: string;
                            text: string;
                            /** @description Page or slide, from 1. */
                            page?: number;
                            sheet?: string;
                            /** @description In that sheet, such as A2:D9. */
                            cells?: string;
                            /** @description Of a text file: its first line, from 1. */
                            line?: number;
                            lastLine?: number;
                            /** @description The headings above it, the highest first, with › between. */
                            heading?: string;
                            /** @description First character in the text of the document. */
                            start: number;
                            end: number;
                            /** @description 0 to 1. */
                            score: number;
                            /** @description When it was written. */
                            at: string;
                            /** @enum {string} */
                            category: "conversation" | "document" | "user" | "workflow" | "integration" | "record";
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "memory.usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description False where memory is turned off: files are kept and wait. */
                        on: boolean;
                        documents: {
                            queued: number;
                            processing: number;
                            ready: number;
                            failed: number;
                        };
                        files: number;
                        /** @description Of uploaded files, each content once. */
                        fileBytes: number;
                        /** @description Bytes one upload may have. */
                        largestFile: number;
                        /** @description Bytes all files of the workspace may have together, where there is a limit. */
                        mostBytes?: number;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "models.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "openai" | "anthropic" | "google" | "openai-compatible";
                            name: string;
                            model: string;
                            baseUrl?: string;
                            privateAddress?: boolean;
                            hasKey: boolean;
                            enabled: boolean;
                            position: number;
                            /** @enum {string} */
                            origin: "workspace" | "environment";
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "models.add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "openai" | "anthropic" | "google" | "openai-compatible";
                    /** @description What people call it; the vendor and model unless told. */
                    name?: string;
                    /** @description The model’s name at the provider, such as gpt-4.1 or llama3.2. */
                    model: string;
                    baseUrl?: string;
                    apiKey?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "openai" | "anthropic" | "google" | "openai-compatible";
                        name: string;
                        model: string;
                        baseUrl?: string;
                        privateAddress?: boolean;
                        hasKey: boolean;
                        enabled: boolean;
                        position: number;
                        /** @enum {string} */
                        origin: "workspace" | "environment";
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "models.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "models.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What people call it; the vendor and model unless told. */
                    name?: string;
                    /** @description The model’s name at the provider, such as gpt-4.1 or llama3.2. */
                    model?: string;
                    /** @description Null: the vendor’s own address. */
                    baseUrl?: string | null;
                    /** @description Null forgets the key. */
                    apiKey?: string | null;
                    enabled?: boolean;
                    /** @description 0 is tried first. */
                    position?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "openai" | "anthropic" | "google" | "openai-compatible";
                        name: string;
                        model: string;
                        baseUrl?: string;
                        privateAddress?: boolean;
                        hasKey: boolean;
                        enabled: boolean;
                        position: number;
                        /** @enum {string} */
                        origin: "workspace" | "environment";
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "models.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        latencyMs?: number;
                        problem?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notes.list": {
        parameters: {
            query?: {
                labels?: string[];
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            title?: string;
                            /** @description Markdown. */
                            body: string;
                            labels: string[];
                            /** @description Names what the note says: as long as it is the same, nobody has changed the note. */
                            revision: string;
                            createdAt: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notes.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    body: string;
                    labels?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title?: string;
                        /** @description Markdown. */
                        body: string;
                        labels: string[];
                        /** @description Names what the note says: as long as it is the same, nobody has changed the note. */
                        revision: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title?: string;
                        /** @description Markdown. */
                        body: string;
                        labels: string[];
                        /** @description Names what the note says: as long as it is the same, nobody has changed the note. */
                        revision: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notes.delete": {
        parameters: {
            query?: {
                filter?: "all";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notes.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string | null;
                    body?: string;
                    /** @description A line to add at the end. */
                    append?: string;
                    /** @description Replaces the whole list: who or what is left out goes. To keep those there are, use addLabels. */
                    labels?: string[];
                    /** @description Added to the labels there are, each once; none goes. Not together with labels. */
                    addLabels?: string[];
                    /** @description The revision that was read: where the note has changed since, nothing is changed and 409 is answered. */
                    revision?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title?: string;
                        /** @description Markdown. */
                        body: string;
                        labels: string[];
                        /** @description Names what the note says: as long as it is the same, nobody has changed the note. */
                        revision: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notifications.list": {
        parameters: {
            query?: {
                unread?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            kind: string;
                            title: string;
                            body?: string;
                            link?: string;
                            createdAt: string;
                            readAt?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notifications.read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        read: number;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notifications.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    read: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        kind: string;
                        title: string;
                        body?: string;
                        link?: string;
                        createdAt: string;
                        readAt?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "policies.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: {
                            agent?: string;
                            person?: string;
                            skill?: string;
                            /** @enum {string} */
                            effect?: "read" | "write" | "destructive";
                            /** @enum {string} */
                            decision: "allow" | "ask" | "deny";
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "policies.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rules: {
                        agent?: string;
                        person?: string;
                        skill?: string;
                        /** @enum {string} */
                        effect?: "read" | "write" | "destructive";
                        /** @enum {string} */
                        decision: "allow" | "ask" | "deny";
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: {
                            agent?: string;
                            person?: string;
                            skill?: string;
                            /** @enum {string} */
                            effect?: "read" | "write" | "destructive";
                            /** @enum {string} */
                            decision: "allow" | "ask" | "deny";
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            notes?: string;
                            createdAt: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    notes?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        notes?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    notes?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        notes?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reminders.list": {
        parameters: {
            query?: {
                filter?: "upcoming" | "past" | "all";
                person?: string;
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            title: string;
                            /** @description A day (2026-11-27) or a moment with its zone. */
                            due: string;
                            /** @description RFC 5545, without RRULE:. */
                            rrule?: string;
                            /** @description Who is reminded, when it is not the one who made it; somebody who is not a member stays as text. */
                            person?: string;
                            /** @description Set when that person is a member. */
                            personId?: string;
                            /** @description Id of the task it is about. */
                            task?: string;
                            /** @enum {string} */
                            status: "scheduled" | "fired" | "done";
                            snoozedUntil?: string;
                            createdAt: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reminders.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    due: string;
                    rrule?: string;
                    /** @description Who is to be reminded; the one who asks unless told. */
                    person?: string;
                    task?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Who is reminded, when it is not the one who made it; somebody who is not a member stays as text. */
                        person?: string;
                        /** @description Set when that person is a member. */
                        personId?: string;
                        /** @description Id of the task it is about. */
                        task?: string;
                        /** @enum {string} */
                        status: "scheduled" | "fired" | "done";
                        snoozedUntil?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reminders.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Who is reminded, when it is not the one who made it; somebody who is not a member stays as text. */
                        person?: string;
                        /** @description Set when that person is a member. */
                        personId?: string;
                        /** @description Id of the task it is about. */
                        task?: string;
                        /** @enum {string} */
                        status: "scheduled" | "fired" | "done";
                        snoozedUntil?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reminders.delete": {
        parameters: {
            query?: {
                filter?: "upcoming" | "past" | "all";
                date?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reminders.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    due?: string;
                    rrule?: string | null;
                    person?: string | null;
                    task?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Who is reminded, when it is not the one who made it; somebody who is not a member stays as text. */
                        person?: string;
                        /** @description Set when that person is a member. */
                        personId?: string;
                        /** @description Id of the task it is about. */
                        task?: string;
                        /** @enum {string} */
                        status: "scheduled" | "fired" | "done";
                        snoozedUntil?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reminders.complete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Who is reminded, when it is not the one who made it; somebody who is not a member stays as text. */
                        person?: string;
                        /** @description Set when that person is a member. */
                        personId?: string;
                        /** @description Id of the task it is about. */
                        task?: string;
                        /** @enum {string} */
                        status: "scheduled" | "fired" | "done";
                        snoozedUntil?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reminders.snooze": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    durationMinutes?: number;
                    until?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due: string;
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Who is reminded, when it is not the one who made it; somebody who is not a member stays as text. */
                        person?: string;
                        /** @description Set when that person is a member. */
                        personId?: string;
                        /** @description Id of the task it is about. */
                        task?: string;
                        /** @enum {string} */
                        status: "scheduled" | "fired" | "done";
                        snoozedUntil?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reset-links.check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        usable: boolean;
                        name?: string;
                        email?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.list": {
        parameters: {
            query?: {
                workflow?: string;
                status?: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                from?: string;
                to?: string;
                query?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            workflow: string;
                            workflowName: string;
                            version: number;
                            /** @enum {string} */
                            status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                            trigger: string;
                            dry: boolean;
                            createdAt: string;
                            startedAt?: string;
                            finishedAt?: string;
                            error?: {
                                code: string;
                                message: string;
                                node?: string;
                            };
                            originRun?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        workflow: string;
                        workflowName: string;
                        version: number;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                        trigger: string;
                        dry: boolean;
                        createdAt: string;
                        startedAt?: string;
                        finishedAt?: string;
                        error?: {
                            code: string;
                            message: string;
                            node?: string;
                        };
                        originRun?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        workflow: string;
                        workflowName: string;
                        version: number;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                        trigger: string;
                        dry: boolean;
                        createdAt: string;
                        startedAt?: string;
                        finishedAt?: string;
                        error?: {
                            code: string;
                            message: string;
                            node?: string;
                        };
                        originRun?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.event": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event: unknown;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.fork": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the step it begins at. */
                    from: string;
                    /** @description What the step is given, as the list of steps shows inputs; what it was given unless told. */
                    input?: unknown;
                    /**
                     * @description same unless told.
                     * @enum {string}
                     */
                    version?: "same" | "live";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        workflow: string;
                        workflowName: string;
                        version: number;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                        trigger: string;
                        dry: boolean;
                        createdAt: string;
                        startedAt?: string;
                        finishedAt?: string;
                        error?: {
                            code: string;
                            message: string;
                            node?: string;
                        };
                        originRun?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.replay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description same unless told.
                     * @enum {string}
                     */
                    version?: "same" | "live";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        workflow: string;
                        workflowName: string;
                        version: number;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                        trigger: string;
                        dry: boolean;
                        createdAt: string;
                        startedAt?: string;
                        finishedAt?: string;
                        error?: {
                            code: string;
                            message: string;
                            node?: string;
                        };
                        originRun?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        workflow: string;
                        workflowName: string;
                        version: number;
                        /** @enum {string} */
                        status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                        trigger: string;
                        dry: boolean;
                        createdAt: string;
                        startedAt?: string;
                        finishedAt?: string;
                        error?: {
                            code: string;
                            message: string;
                            node?: string;
                        };
                        originRun?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.steps": {
        parameters: {
            query?: {
                node?: string;
                whole?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            seq: number;
                            node: string;
                            /** @description Empty outside loops, `3` in the fourth pass, `3.0` in a loop within; of a sub-step that of its step and its own behind. */
                            iteration: string;
                            /** @description A piece of the work of the step of this node, journaled by itself. */
                            sub?: boolean;
                            /** @enum {string} */
                            status: "running" | "waiting" | "retrying" | "succeeded" | "failed" | "cancelled";
                            attempt: number;
                            port?: string;
                            /** @description The run it started and waited for. */
                            childRun?: string;
                            input: unknown;
                            output: unknown;
                            cut?: boolean;
                            error?: {
                                code: string;
                                message: string;
                                node?: string;
                            };
                            startedAt: string;
                            finishedAt?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.stream": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "skills.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            title: string;
                            description: string;
                            /** @enum {string} */
                            effect: "read" | "write" | "destructive";
                            input: unknown;
                            output: unknown;
                            examples: string[];
                            /** @description The automation people of this workspace made it of. */
                            automation?: {
                                id: string;
                                name: string;
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "skills.invoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        output: unknown;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.list": {
        parameters: {
            query?: {
                filter?: "open" | "done" | "overdue" | "unassigned" | "undated" | "all";
                project?: string;
                assignee?: string;
                labels?: string[];
                priority?: "low" | "normal" | "high" | "urgent";
                dueFrom?: string;
                dueTo?: string;
                completedFrom?: string;
                completedTo?: string;
                parent?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            title: string;
                            notes?: string;
                            /** @enum {string} */
                            status: "open" | "in_progress" | "done" | "cancelled";
                            /** @enum {string} */
                            priority: "low" | "normal" | "high" | "urgent";
                            /** @description A day (2026-11-27) or a moment with its zone. */
                            due?: string;
                            /** @description Name of the project. */
                            project?: string;
                            projectId?: string;
                            /** @description Name of a person; somebody who is not a member stays as text. */
                            assignee?: string;
                            /** @description Set when the assignee is a member. */
                            assigneeId?: string;
                            labels: string[];
                            /** @description RFC 5545, without RRULE:. */
                            rrule?: string;
                            /** @description Id of the task it is a part of. */
                            parent?: string;
                            completedAt?: string;
                            createdAt: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    notes?: string;
                    /** @enum {string} */
                    status?: "open" | "in_progress" | "done" | "cancelled";
                    /** @enum {string} */
                    priority?: "low" | "normal" | "high" | "urgent";
                    due?: string;
                    project?: string;
                    assignee?: string;
                    labels?: string[];
                    rrule?: string;
                    parent?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        notes?: string;
                        /** @enum {string} */
                        status: "open" | "in_progress" | "done" | "cancelled";
                        /** @enum {string} */
                        priority: "low" | "normal" | "high" | "urgent";
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due?: string;
                        /** @description Name of the project. */
                        project?: string;
                        projectId?: string;
                        /** @description Name of a person; somebody who is not a member stays as text. */
                        assignee?: string;
                        /** @description Set when the assignee is a member. */
                        assigneeId?: string;
                        labels: string[];
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Id of the task it is a part of. */
                        parent?: string;
                        completedAt?: string;
                        createdAt: string;
                        updatedAt: string;
                        /** @description Id of the project that was made for it, because there was none of that name. */
                        madeProject?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        notes?: string;
                        /** @enum {string} */
                        status: "open" | "in_progress" | "done" | "cancelled";
                        /** @enum {string} */
                        priority: "low" | "normal" | "high" | "urgent";
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due?: string;
                        /** @description Name of the project. */
                        project?: string;
                        projectId?: string;
                        /** @description Name of a person; somebody who is not a member stays as text. */
                        assignee?: string;
                        /** @description Set when the assignee is a member. */
                        assigneeId?: string;
                        labels: string[];
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Id of the task it is a part of. */
                        parent?: string;
                        completedAt?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.delete": {
        parameters: {
            query?: {
                filter?: "open" | "done" | "overdue" | "unassigned" | "undated" | "all";
                date?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id?: string;
                        title?: string;
                        /** @description The day of the one occurrence that was deleted. */
                        date?: string;
                        /** @description True when all later occurrences went with it. */
                        following?: boolean;
                        deleted: number;
                        ids: string[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    notes?: string | null;
                    /** @enum {string} */
                    status?: "open" | "in_progress" | "done" | "cancelled";
                    /** @enum {string} */
                    priority?: "low" | "normal" | "high" | "urgent";
                    due?: string | null;
                    project?: string | null;
                    assignee?: string | null;
                    /** @description Replaces the whole list: who or what is left out goes. To keep those there are, use addLabels. */
                    labels?: string[];
                    /** @description Added to the labels there are, each once; none goes. Not together with labels. */
                    addLabels?: string[];
                    rrule?: string | null;
                    parent?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        notes?: string;
                        /** @enum {string} */
                        status: "open" | "in_progress" | "done" | "cancelled";
                        /** @enum {string} */
                        priority: "low" | "normal" | "high" | "urgent";
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due?: string;
                        /** @description Name of the project. */
                        project?: string;
                        projectId?: string;
                        /** @description Name of a person; somebody who is not a member stays as text. */
                        assignee?: string;
                        /** @description Set when the assignee is a member. */
                        assigneeId?: string;
                        labels: string[];
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Id of the task it is a part of. */
                        parent?: string;
                        completedAt?: string;
                        createdAt: string;
                        updatedAt: string;
                        /** @description Id of the finished copy that a recurring task leaves behind. */
                        finishedCopy?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.complete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        title: string;
                        notes?: string;
                        /** @enum {string} */
                        status: "open" | "in_progress" | "done" | "cancelled";
                        /** @enum {string} */
                        priority: "low" | "normal" | "high" | "urgent";
                        /** @description A day (2026-11-27) or a moment with its zone. */
                        due?: string;
                        /** @description Name of the project. */
                        project?: string;
                        projectId?: string;
                        /** @description Name of a person; somebody who is not a member stays as text. */
                        assignee?: string;
                        /** @description Set when the assignee is a member. */
                        assigneeId?: string;
                        labels: string[];
                        /** @description RFC 5545, without RRULE:. */
                        rrule?: string;
                        /** @description Id of the task it is a part of. */
                        parent?: string;
                        completedAt?: string;
                        createdAt: string;
                        updatedAt: string;
                        /** @description Id of the finished copy that a recurring task leaves behind. */
                        finishedCopy?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    understand: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    now?: string;
                    timeZone?: string;
                    history?: {
                        /** @enum {string} */
                        role: "user" | "assistant";
                        text: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        requests: {
                            skill: string;
                            input: {
                                [key: string]: unknown;
                            };
                            confidence: number;
                            confirm?: boolean;
                        }[];
                        ask?: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The undoId of a call; the last one without it. */
                    id?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        undoId: string;
                        /** @description Id of the skill that had done it. */
                        skill: string;
                        /** @description What that skill does. */
                        title: string;
                        /** @description What it was done to. */
                        record?: string;
                        doneAt: string;
                        /** @description What was done was a deletion. */
                        deleted: boolean;
                        /** @description False where nothing was taken back: this conversation changed nothing, and what was done last elsewhere is only named. Ask before undoing it by its undoId. */
                        undone: boolean;
                        output: unknown;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "usage.list": {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            at: string;
                            personId: string;
                            sessionId?: string;
                            messageId?: string;
                            provider: string;
                            model: string;
                            inputTokens: number;
                            outputTokens: number;
                            cost?: number;
                        }[];
                        nextCursor: string | null;
                        total: {
                            answers: number;
                            inputTokens: number;
                            outputTokens: number;
                            cost: number;
                            unpriced: number;
                        };
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "variables.list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            /** @enum {string} */
                            kind: "plain" | "secret";
                            /** @description Any JSON; left out of a secret. */
                            value?: unknown;
                            updatedBy: string;
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "variables.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description Any JSON; of a secret a text. */
                    value: unknown;
                    /**
                     * @description plain unless told.
                     * @enum {string}
                     */
                    kind?: "plain" | "secret";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        kind: "plain" | "secret";
                        /** @description Any JSON; left out of a secret. */
                        value?: unknown;
                        updatedBy: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "variables.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.list": {
        parameters: {
            query?: {
                query?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            trigger: string;
                            version: number;
                            published: boolean;
                            enabled: boolean;
                            changed: boolean;
                            nextRunAt?: string;
                            triggerError?: {
                                code: string;
                                message: string;
                                at: string;
                            };
                            lastRun?: {
                                id: string;
                                /** @enum {string} */
                                status: "queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled";
                                at: string;
                            };
                            recent: ("queued" | "running" | "waiting" | "paused" | "succeeded" | "failed" | "cancelled")[];
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    graph: {
                        [key: string]: unknown;
                    };
                    /** @description Keep a graph that cannot run yet. */
                    draft?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description The draft. */
                        graph: {
                            [key: string]: unknown;
                        };
                        /** @description Grows with every change of the draft. */
                        revision: number;
                        version: number;
                        published: boolean;
                        enabled: boolean;
                        /** @description The draft differs from what is published. */
                        changed: boolean;
                        /** @description What keeps the draft from being published. */
                        problems: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        /** @description What is likely to go wrong in its runs, such as a variable that is not there. */
                        warnings: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        webhookUrl?: string;
                        nextRunAt?: string;
                        /** @description Why its trigger could not do its work the last time. */
                        triggerError?: {
                            code: string;
                            message: string;
                            at: string;
                        };
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            title: string;
                            /** @description What “event” stands for in expressions. */
                            example: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    files: {
                        /** @description YAML, as the export gives it. */
                        text: string;
                        /** @description The automation it replaces; found by its name unless told. */
                        id?: string;
                        /** @description Hash of the export it was made from: refused when that is no longer what is here. */
                        expect?: string;
                    }[];
                    replace?: boolean;
                    /** @description Publish those that can be. */
                    publish?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            name: string;
                            id: string;
                            /**
                             * @description “clash”: one of that name is here, and “replace” is not set. “conflict”: it was changed here. Both change nothing.
                             * @enum {string}
                             */
                            status: "created" | "changed" | "same" | "clash" | "conflict";
                            /** @description Of its export now. */
                            hash: string;
                            /** @description What keeps it from being published. */
                            problems: {
                                node?: string;
                                field?: string;
                                message: string;
                            }[];
                            /** @description Secrets that a file does not hold and that are to be set by hand. */
                            secrets: string[];
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.node-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            type: string;
                            version: number;
                            title: string;
                            description: string;
                            /** @enum {string} */
                            group: "data" | "flow" | "people" | "actions";
                            /** @description Ways out of one without fields. */
                            ports: string[];
                            /** @description Fields in which {{ }} is worked out. */
                            expressions: string[];
                            /** @description It has steps of its own inside, in “graph”. */
                            holdsGraph: boolean;
                            /** @description All its fields, as JSON Schema. */
                            fields: {
                                [key: string]: unknown;
                            };
                        }[];
                        trigger: {
                            [key: string]: unknown;
                        };
                        settings: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            title: string;
                            description: string;
                            category: string;
                            graph: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description The draft. */
                        graph: {
                            [key: string]: unknown;
                        };
                        /** @description Grows with every change of the draft. */
                        revision: number;
                        version: number;
                        published: boolean;
                        enabled: boolean;
                        /** @description The draft differs from what is published. */
                        changed: boolean;
                        /** @description What keeps the draft from being published. */
                        problems: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        /** @description What is likely to go wrong in its runs, such as a variable that is not there. */
                        warnings: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        webhookUrl?: string;
                        nextRunAt?: string;
                        /** @description Why its trigger could not do its work the last time. */
                        triggerError?: {
                            code: string;
                            message: string;
                            at: string;
                        };
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    graph?: {
                        [key: string]: unknown;
                    };
                    enabled?: boolean;
                    /** @description Keep a graph that cannot run yet. */
                    draft?: boolean;
                    /** @description Refused when somebody changed the draft since this one. */
                    revision?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description The draft. */
                        graph: {
                            [key: string]: unknown;
                        };
                        /** @description Grows with every change of the draft. */
                        revision: number;
                        version: number;
                        published: boolean;
                        enabled: boolean;
                        /** @description The draft differs from what is published. */
                        changed: boolean;
                        /** @description What keeps the draft from being published. */
                        problems: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        /** @description What is likely to go wrong in its runs, such as a variable that is not there. */
                        warnings: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        webhookUrl?: string;
                        nextRunAt?: string;
                        /** @description Why its trigger could not do its work the last time. */
                        triggerError?: {
                            code: string;
                            message: string;
                            at: string;
                        };
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.deliveries": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            at: string;
                            method: string;
                            /** @description What it was answered. */
                            status: number;
                            /** @description Bytes of the body. */
                            size: number;
                            runId?: string;
                            /** @description What a repeated delivery has too: `key:` and its Idempotency-Key, or `dedupe:` and the value. */
                            sourceId?: string;
                            /** @description Why it started no run: `repeated`, or the code of the error it was answered. */
                            reason?: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.replay-delivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                delivery: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.diff": {
        parameters: {
            query?: {
                from?: number;
                to?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: number;
                        /** @description Null is the draft. */
                        to: number | null;
                        added: string[];
                        removed: string[];
                        changed: {
                            /** @description A step’s id, or “trigger” or “settings”. */
                            node: string;
                            fields: {
                                field: string;
                                before?: unknown;
                                after?: unknown;
                            }[];
                        }[];
                        /** @description Each as “from:port -> to”. */
                        edges: {
                            added: string[];
                            removed: string[];
                        };
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.export": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        /** @description A name for the file. */
                        file: string;
                        /** @description YAML. */
                        text: string;
                        /** @description SHA-256 of the text, in hex. */
                        hash: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description The draft. */
                        graph: {
                            [key: string]: unknown;
                        };
                        /** @description Grows with every change of the draft. */
                        revision: number;
                        version: number;
                        published: boolean;
                        enabled: boolean;
                        /** @description The draft differs from what is published. */
                        changed: boolean;
                        /** @description What keeps the draft from being published. */
                        problems: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        /** @description What is likely to go wrong in its runs, such as a variable that is not there. */
                        warnings: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        webhookUrl?: string;
                        nextRunAt?: string;
                        /** @description Why its trigger could not do its work the last time. */
                        triggerError?: {
                            code: string;
                            message: string;
                            at: string;
                        };
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.roll-back": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description The draft. */
                        graph: {
                            [key: string]: unknown;
                        };
                        /** @description Grows with every change of the draft. */
                        revision: number;
                        version: number;
                        published: boolean;
                        enabled: boolean;
                        /** @description The draft differs from what is published. */
                        changed: boolean;
                        /** @description What keeps the draft from being published. */
                        problems: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        /** @description What is likely to go wrong in its runs, such as a variable that is not there. */
                        warnings: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        webhookUrl?: string;
                        nextRunAt?: string;
                        /** @description Why its trigger could not do its work the last time. */
                        triggerError?: {
                            code: string;
                            message: string;
                            at: string;
                        };
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.run": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the run is given: event.input, and its fields under event. */
                    input?: {
                        [key: string]: unknown;
                    };
                    /** @description A trial: what would change anything gives a placeholder. */
                    dry?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.test-node": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    node: string;
                    /** @description Instead of the draft. */
                    graph?: {
                        [key: string]: unknown;
                    };
                    /** @description What “event” stands for. */
                    event?: unknown;
                    /** @description What steps before it gave, by id. */
                    steps?: {
                        [key: string]: unknown;
                    };
                    /** @description Of a step in a loop. */
                    item?: unknown;
                    index?: number;
                    /** @description Do what it does; without it what would change anything gives a placeholder. */
                    confirm?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What it was given. */
                        input: unknown;
                        output: unknown;
                        /** @description The way it goes on; null where it does not. */
                        port: string | null;
                        /** @description What it would wait for. */
                        waits?: string;
                        error?: {
                            code: string;
                            message: string;
                            node?: string;
                        };
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.try": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What “event” stands for. */
                    event?: {
                        [key: string]: unknown;
                    };
                    /** @description What would change anything gives a placeholder. */
                    dry?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runId: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.validate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    graph?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        valid: boolean;
                        problems: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                        warnings: {
                            node?: string;
                            field?: string;
                            message: string;
                        }[];
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.versions": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            publishedBy: string;
                            publishedAt: string;
                            note?: string;
                            live: boolean;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workflows.version": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        graph: {
                            [key: string]: unknown;
                        };
                        publishedBy: string;
                        publishedAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workspace.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workspace.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        createdAt: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workspace.leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready" | "unavailable" | "stopping";
                    };
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hooks.call": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workspace: string;
                path: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
