"""What an exported chat file says. `open_chat` gives its messages in order, and where they came from.

>>> from inbeeld.chats import read_text
>>> chat = read_text("27-03-2022 16:21 - Anna: hoi\\n27-03-2022 16:22 - Bo: dag")
>>> chat.source.format, chat.source.speakers
('whatsapp-android', ('Anna', 'Bo'))
>>> [message.text for message in chat]
['hoi', 'dag']
"""

from inbeeld.chats.errors import ChatError, SeveralConversations
from inbeeld.chats.message import Kind, Message, Source
from inbeeld.chats.notes import Remark, What
from inbeeld.chats.opening import Chat, open_chat, read_text

__all__ = [
    "Chat",
    "ChatError",
    "Kind",
    "Message",
    "Remark",
    "SeveralConversations",
    "Source",
    "What",
    "open_chat",
    "read_text",
]
